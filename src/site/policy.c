#include "site/policy.h"

/* JSON-LD is data, which no policy stops. */
#define POLICY \
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " \
	"font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

const struct str policy_of_pages = {POLICY, sizeof POLICY - 1};

/* Who may frame a page can be said in a header alone. */
void policy_headers(struct buf *out)
{
	buf_add_lit(out, "/*\n"
			 "  Content-Security-Policy: " POLICY "; frame-ancestors 'self'\n"
			 "  X-Content-Type-Options: nosniff\n"
			 "  Referrer-Policy: strict-origin-when-cross-origin\n");
}
