#include "format/encoding.h"

#include "base/unicode.h"

#include "../unit.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define read_bytes(bytes) encoding_to_utf8(&arena, STR(bytes), STR_UNKNOWN)
#define read_as(bytes, charset) encoding_to_utf8(&arena, STR(bytes), STR(charset))

static void good_utf8_is_borrowed(void **state)
{
	struct str text = STR("<a>\xc3\xa4</a>");

	(void)state;
	assert_ptr_equal(encoding_to_utf8(&arena, text, STR_UNKNOWN).ptr, text.ptr);
	assert_ptr_equal(encoding_to_utf8(&arena, text, STR("iso-8859-1")).ptr, text.ptr);
	assert_str(read_bytes(""), "");
	assert_str(read_bytes("\xef\xbb\xbf<a/>"), "<a/>");
}

static void marks(void **state)
{
	(void)state;
	assert_str(read_bytes("\xff\xfe<\0\xe4\0"), "<ä");
	assert_str(read_bytes("\xfe\xff\0<\0\xe4"), "<ä");
	assert_str(read_bytes("\xff\xfe\0\0<\0\0\0\xe4\0\0\0"), "<ä");
	assert_str(read_bytes("\0\0\xfe\xff\0\0\0<\0\0\0\xe4"), "<ä");
	assert_str(read_bytes("<\0a\0>\0"), "<a>");
	assert_str(read_bytes("\0<\0a\0>"), "<a>");
	assert_str(read_as("\xef\xbb\xbf<\xc3\xa4", "windows-1251"), "<ä");
	/* half a character at the end, and half a pair */
	assert_str(read_bytes("\xff\xfe<\0a"), "<");
	assert_str(read_bytes("\xff\xfe<\0\x3d\xd8"), "<");
}

static void claims(void **state)
{
	(void)state;
	assert_str(read_as("\xf3\xc5\xd4\xd8", "KOI8-R"), "Сеть");
	assert_str(read_as("\xd1\xe5\xf2\xfc", " windows-1251 "), "Сеть");
	assert_str(read_bytes("<?xml version='1.0' encoding = 'windows-1251'?>\xd1"),
		   "<?xml version='1.0' encoding = 'windows-1251'?>С");
	/* the server's claim comes first; one that is nonsense does not count */
	assert_str(read_as("<?xml encoding=\"koi8-r\"?>\xd1", "windows-1251"),
		   "<?xml encoding=\"koi8-r\"?>С");
	assert_str(read_as("<?xml encoding=\"koi8-r\"?>\xd1", "nonsense"),
		   "<?xml encoding=\"koi8-r\"?>я");
	assert_str(read_as("\xe4", "utf-8//IGNORE"), "ä");
	assert_str(read_as("\xe4", "utf-16"), "ä");
	assert_str(read_as("\xe4", "utf-8"), "ä");
	assert_str(read_as("\x80\x9f\x81", "us-ascii"), "€Ÿ\xc2\x81");
	assert_str(read_as("\xca\xfd\xbe\xdd", "gb2312"), "数据");
	assert_str(read_as("\x1b$B%G\x1b(B", "iso-2022-jp"), "デ");
	/* what is no Japanese is not made Japanese */
	assert_str(read_as("Z\xfcrich \xe9t\xe9", "shift_jis"), "Zürich été");
}

static void broken_utf8(void **state)
{
	(void)state;
	assert_str(read_bytes("\xc3\xa4\xc3\xb6 \xff!"), "äö \xef\xbf\xbd!");
	assert_str(read_bytes("\xc3\xa4\xc3\xb6 \xc3\xbc\xc3"), "äö ü\xef\xbf\xbd");
	assert_str(read_as("\xc3\xa4\xc3\xb6 \xff!", "iso-8859-1"), "äö \xef\xbf\xbd!");
	assert_str(read_bytes("\xe4\xf6 \xc3\xbc"), "äö Ã¼");
	assert_str(read_bytes("Z\xfcrich \x80"), "Zürich €");
	/* a surrogate, and a byte too many */
	assert_str(read_bytes("\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xed\xa0\x80"),
		   "ääää\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

/* Any bytes become valid UTF-8. */
static void always_valid(void **state)
{
	static const char *const charsets[] = {
		NULL,	   "utf-8",	 "utf-7",	"shift_jis", "gb18030", "big5",	   "euc-kr",
		"utf-16", "iso-2022-jp", "iso-8859-15", "koi8-u",    "hz-gb-2312", "ucs-2",
	};
	char bytes[64];
	unsigned seed = 1;

	(void)state;
	for (size_t i = 0; i < 4000; i++) {
		const char *charset = charsets[i % (sizeof charsets / sizeof *charsets)];
		struct str text;

		for (size_t j = 0; j < sizeof bytes; j++) {
			seed = seed * 1103515245 + 12345;
			bytes[j] = (char)(seed >> 16);
		}
		text = encoding_to_utf8(&arena, (struct str){bytes, i % sizeof bytes},
					str_of(charset));
		assert_int_equal(utf8_invalid(text), text.len);
		arena_reset(&arena);
	}
}

static void content_types(void **state)
{
	(void)state;
	assert_str(encoding_of_content_type(STR("text/xml; charset=utf-8")), "utf-8");
	assert_str(encoding_of_content_type(STR("text/xml;CHARSET=\"Koi8-R\"; x=y")), "Koi8-R");
	assert_str(encoding_of_content_type(STR("text/xml; charset = 'a'")), "a");
	assert_str(encoding_of_content_type(STR("text/xml; charset=")), "");
	assert_unknown(encoding_of_content_type(STR("text/xml")));
	assert_unknown(encoding_of_content_type(STR("charset")));
	assert_unknown(encoding_of_content_type(STR_UNKNOWN));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(good_utf8_is_borrowed, tear_down),
		cmocka_unit_test_teardown(marks, tear_down),
		cmocka_unit_test_teardown(claims, tear_down),
		cmocka_unit_test_teardown(broken_utf8, tear_down),
		cmocka_unit_test_teardown(always_valid, tear_down),
		cmocka_unit_test_teardown(content_types, tear_down),
	};

	return RUN(tests);
}
