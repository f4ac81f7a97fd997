#include "format/media_type.h"

#include "../unit.h"

static void names(void **state)
{
	(void)state;
	assert_string_equal(media_type_of(STR("index.html")), "text/html; charset=utf-8");
	assert_string_equal(media_type_of(STR("a.b/style.CSS")), "text/css; charset=utf-8");
	assert_string_equal(media_type_of(STR("a.tar.svg")), "image/svg+xml");
	assert_string_equal(media_type_of(STR("a.html.b/CNAME")), "text/plain; charset=utf-8");
	assert_string_equal(media_type_of(STR("_headers")), "text/plain; charset=utf-8");
	assert_string_equal(media_type_of(STR("")), "text/plain; charset=utf-8");
	assert_string_equal(media_type_of(STR("html")), "text/plain; charset=utf-8");
	assert_string_equal(media_type_of(STR("x.unknown")), "application/octet-stream");
	assert_string_equal(media_type_of(STR("x.")), "application/octet-stream");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(names)};

	return RUN(tests);
}
