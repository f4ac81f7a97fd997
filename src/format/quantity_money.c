#include "format/quantity_money.h"

static bool is_currency_mark(const struct token *token)
{
	switch (token->code) {
	case '$': case 0xa3: case 0xa5: case 0xff04: case 0xffe1: case 0xffe5: case 0xe3f:
		return token->kind == TOKEN_MARK;
	}
	return token->kind == TOKEN_MARK && token->code >= 0x20a0 && token->code <= 0x20cf;
}

/* The half and full-width forms are one. */
static struct str currency_form(uint32_t code, struct str text)
{
	switch (code) {
	case '$': case 0xff04: return STR("USD");
	case 0xffe1: return STR("\u00a3");
	case 0xffe5: return STR("\u00a5");
	}
	return text;
}

/* US$, C$: letters joined to the dollar's sign. */
static bool read_dollar(struct scan *scan, size_t mark, struct quantity_measure *measure)
{
	const struct token *word = scan_token(scan, mark - 1);
	struct str both = {scan->text.ptr + word->begin, scan_token(scan, mark)->end - word->begin};

	return word->kind == TOKEN_WORD && scan_is_joined(scan, mark) &&
	       quantity_unit_find(both, measure);
}

static bool read_mark(struct scan *scan, size_t index, struct quantity_measure *measure,
		      size_t *first)
{
	const struct token *token = scan_token(scan, index);

	if (!is_currency_mark(token))
		return false;
	*first = index;
	if (read_dollar(scan, index, measure)) {
		*first = index - 1;
		return true;
	}
	return quantity_unit_find(currency_form(token->code, scan_text(scan, token)),
				  measure);
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_code(struct str text)
{
	return text.len == 3 && is_capital(text.ptr[0]) && is_capital(text.ptr[1]) &&
	       is_capital(text.ptr[2]);
}

/* CHF 3 billion, EUR300, Rs 500. Dimensions of three capitals are currencies. */
static bool read_code(struct scan *scan, size_t index, struct quantity_measure *measure)
{
	struct str text = scan_text_at(scan, index);

	if (scan_token(scan, index)->kind != TOKEN_WORD ||
	    !(is_code(text) || str_equal(text, STR("Rs"))))
		return false;
	return quantity_unit_find(text, measure) && !measure->power &&
	       is_code(str_of(measure->unit->dimension));
}

bool money_before(struct scan *scan, size_t index, struct quantity_measure *measure,
		  size_t *first)
{
	*first = index;
	return read_mark(scan, index, measure, first) || read_code(scan, index, measure);
}
