#include "site/chart_axis.h"

struct axis axis_make(struct amount_scale scale, enum amount_kind kind, int ticks)
{
	static const int steps[] = {1, 2, 5};
	struct axis axis = {scale, kind, 1};

	for (int power = 1; scale.most / axis.step > ticks; power *= 10)
		for (int i = 0; i < 3 && scale.most / axis.step > ticks; i++)
			axis.step = steps[i] * power;
	return axis;
}

/* The prefix or the letter of 10^POWER, a multiple of three. */
static const char *scale_name(enum amount_kind kind, int power)
{
	static const char *const names[AMOUNT_KINDS][5] = {
		{" W", " kW", " MW", " GW", " TW"},
		{"", "K", "M", "B", "T"},
	};

	return names[kind][power / 3];
}

/* VALUE with so many DECIMALS, but for zeros at its end. */
static struct str decimal_text(struct arena *arena, int value, int decimals)
{
	int parts = 1;

	for (; decimals && value % 10 == 0; decimals--)
		value /= 10;
	if (!decimals)
		return str_number(arena, (unsigned long)value);
	for (int i = 0; i < decimals; i++)
		parts *= 10;
	return str_printf(arena, "%d.%0*d", value / parts, decimals, value % parts);
}

struct str axis_label(struct arena *arena, const struct axis *axis, int value)
{
	int first = axis->scale.exponent + 5, power = first < 0 ? 0 : first / 3 * 3;
	struct str number;

	if (power > 12)
		power = 12;
	if (!value)
		return STR("0");
	number = decimal_text(arena, value, power - axis->scale.exponent);
	return str_join3(arena, axis->kind == AMOUNT_MONEY ? STR("$") : STR(""), number,
			 str_of(scale_name(axis->kind, power)));
}
