#include "site/serve_messages.h"

#include "../unit.h"

static void errors_only(void **state)
{
	struct source source = {STR("a.md"), STR("one\ntw\xffo <three>\n")};
	struct buf out = BUF_INIT;
	struct diags diags;

	(void)state;
	diags_init(&diags);
	diag_at(&diags, SEVERITY_WARNING, "w", (struct place){&source, 0, 1}, NULL, "warned");
	diag_at(&diags, SEVERITY_ERROR, "rule", (struct place){&source, 9, 7}, "mend it", "wrong \"it\"");
	diags.subject = STR("a/b/index.html");
	diag_file(&diags, SEVERITY_ERROR, NULL, STR_UNKNOWN, NULL, "all is wrong");
	serve_messages_json(&out, &diags);
	assert_str(buf_str(&out),
		   "{\n"
		   "  \"errors\": [\n"
		   "    {\n"
		   "      \"path\": \"a.md\",\n"
		   "      \"line\": 2,\n"
		   "      \"column\": 6,\n"
		   "      \"message\": \"wrong \\\"it\\\"\",\n"
		   "      \"rule\": \"rule\",\n"
		   "      \"help\": \"mend it\",\n"
		   "      \"making\": null,\n"
		   "      \"before\": \"tw\xef\xbf\xbdo \",\n"
		   "      \"marked\": \"<three>\",\n"
		   "      \"after\": \"\"\n"
		   "    },\n"
		   "    {\n"
		   "      \"path\": null,\n"
		   "      \"line\": 0,\n"
		   "      \"column\": 0,\n"
		   "      \"message\": \"all is wrong\",\n"
		   "      \"rule\": null,\n"
		   "      \"help\": null,\n"
		   "      \"making\": \"a/b/index.html\"\n"
		   "    }\n"
		   "  ],\n"
		   "  \"more\": 0\n"
		   "}\n");
	diags_release(&diags);
	buf_release(&out);
}

static void changes(void **state)
{
	struct buf out = BUF_INIT, many = BUF_INIT;

	(void)state;
	serve_changed_json(&out, STR("a/index.html\nb\n"));
	assert_str(buf_str(&out), "{\n  \"all\": false,\n  \"files\": [\n    \"a/index.html\",\n"
				  "    \"b\"\n  ]\n}\n");
	buf_reset(&out);
	serve_changed_json(&out, STR_UNKNOWN);
	assert_str(buf_str(&out), "{\n  \"all\": true,\n  \"files\": []\n}\n");
	for (int i = 0; i < 1000; i++)
		buf_add_lit(&many, "a\n");
	buf_reset(&out);
	serve_changed_json(&out, buf_str(&many));
	assert_str(buf_str(&out), "{\n  \"all\": true,\n  \"files\": []\n}\n");
	buf_release(&out);
	buf_release(&many);
}

/* A line of data each, or a browser takes the rest for something else. */
static void events(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	serve_event(&out, "changed", STR("1-2"), STR("{\n}\n"));
	assert_str(buf_str(&out), "event: changed\nid: 1-2\ndata: {\ndata: }\n\n");
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_only),
		cmocka_unit_test(changes),
		cmocka_unit_test(events),
	};

	return RUN(tests);
}
