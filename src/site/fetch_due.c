#include "site/fetch_due.h"

static feed_time larger(feed_time a, feed_time b)
{
	return a > b ? a : b;
}

feed_time due_after_answer(const struct http_response *response, long ttl, feed_time now)
{
	feed_time fresh = http_fresh_for(&response->fields, now);
	feed_time asked = ttl < HTTP_LONGEST / 60 ? (feed_time)ttl * 60 : HTTP_LONGEST;

	return now + larger(DUE_LEAST, larger(fresh, asked));
}

feed_time due_after_failure(const struct http_response *response, long failures, feed_time now)
{
	feed_time wait = DUE_LEAST, retry = 0;

	if (response->status == 429 || response->status == 503)
		retry = http_retry_after(&response->fields, now);
	if (retry)
		return now + larger(DUE_LEAST, retry);
	for (long i = 1; i < failures && wait < DUE_FAILED_MOST; i++)
		wait *= 2;
	return now + (wait < DUE_FAILED_MOST ? wait : DUE_FAILED_MOST);
}
