#include "format/http.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fatal.h"
#include "base/file.h"
#include "base/map.h"
#include "format/ascii.h"
#include "format/http_address.h"
#include "format/http_way.h"
#include "format/url.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
	CONNECT_SECONDS = 15,
	SLOW_SECONDS = 20, /* for which fewer bytes a second than SLOW_BYTES are borne */
	SLOW_BYTES = 64,
	HEADERS_LARGEST = 64 << 10, /* of one answer */
	AT_ONCE_MOST = 512,
	FILES_EACH = 4,             /* a connection, and what looking up its host takes */
	FILES_OTHER = 64,
	TICK_MS = 100
};

/*
 * Bodies that have arrived in part may hold this together. Where more comes, those with
 * more than their share wait, and so many are asked at once that it cannot come again.
 */
#define HELD_MOST ((size_t)256 << 20)

struct transfer {
	struct run *run;
	size_t index;
	const struct http_request *request;
	struct host *host;
	struct str url; /* of this hop; with a NUL behind it */
	struct http_way way;
	struct http_response response;
	size_t header_bytes;
	struct buf body;
	int64_t deadline; /* in ms; 0: not begun */
	CURL *easy;
	struct curl_slist *fields;
	enum http_state state;
	enum { FINE, TOO_LARGE, NO_ROOM, HEADERS_TOO_LARGE } stopped;
	enum http_reach reach;
	char refused[HTTP_ADDRESS_ROOM]; /* an address that leads to a wrong place */
	char error[CURL_ERROR_SIZE];
};

/* One is asked at a time. */
struct host {
	bool busy;
};

struct run {
	const struct http_options *options;
	const struct http_listener *listener;
	struct arena arena;
	CURLM *multi;
	struct transfer *transfers;
	size_t count, left, active, at_once;
	size_t first; /* all before it have begun */
	size_t held;  /* bytes of bodies */
	struct map hosts;
};

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void tell(struct transfer *t, enum http_state state)
{
	const struct http_listener *listener = t->run->listener;

	t->state = state;
	if (listener->progress)
		listener->progress(listener->context, t->index, state, t->body.len);
}

/* ---- what curl calls ---- */

/* Nothing is connected to before its address has been looked at. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = context;

	(void)purpose;
	t->reach = http_address_reach(&address->addr);
	if (t->reach > (t->run->options->allow_private ? HTTP_PRIVATE : HTTP_PUBLIC)) {
		http_address_text(&address->addr, t->refused);
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static long status_of(const struct transfer *t)
{
	long status = 0;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

static size_t on_header(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	struct str line = {bytes, size * count};

	t->header_bytes += line.len;
	if (t->header_bytes > HEADERS_LARGEST) {
		t->stopped = HEADERS_TOO_LARGE;
		return 0;
	}
	if (ascii_starts(line, STR("HTTP/")))
		t->response.fields = (struct http_fields){0}; /* of an interim answer, status 1xx */
	else
		http_fields_keep(&t->run->arena, &t->response.fields, line);
	return line.len;
}

/*
 * Bytes come here decompressed, so that this is where a bomb is seen. A server that
 * sends much may not take the memory that others need.
 */
static size_t on_body(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *t = context;
	struct run *run = t->run;
	size_t total = t->body.len + size * count;

	if (total > run->options->largest)
		t->stopped = TOO_LARGE;
	else if (run->held + size * count > HELD_MOST && total > HELD_MOST / run->active)
		t->stopped = NO_ROOM;
	if (t->stopped)
		return 0;
	if (status_of(t) != 200)
		return size * count; /* a page for people */
	buf_add(&t->body, bytes, size * count);
	run->held += size * count;
	tell(t, HTTP_RECEIVING);
	return size * count;
}

/* ---- a hop ---- */

static void add_field(struct transfer *t, const char *name, struct str value)
{
	struct curl_slist *fields;

	if (!value.len)
		return;
	fields = curl_slist_append(t->fields,
				   arena_printf(&t->run->arena, "%s: %.*s", name, STR_ARG(value)));
	if (!fields)
		fatal("out of memory");
	t->fields = fields;
}

static void set_fields(struct transfer *t)
{
	add_field(t, "Accept", STR("application/atom+xml, application/rss+xml, application/feed+json, "
				   "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"));
	if (str_equal(t->url, t->request->valid_for)) {
		add_field(t, "If-None-Match", t->request->etag);
		add_field(t, "If-Modified-Since", t->request->last_modified);
	}
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->fields);
}

static void set_bounds(struct transfer *t)
{
	const struct http_options *options = t->run->options;
	int64_t left = t->deadline - milliseconds();
	long slow = options->seconds < SLOW_SECONDS ? options->seconds : SLOW_SECONDS;

	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)(left > 0 ? left : 1));
	curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, slow);
	/* What it claims; what it sends is counted. */
	curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)options->largest);
}

static void set_trust(struct transfer *t)
{
	const struct http_options *options = t->run->options;

	curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(t->easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (options->ca_file.len)
		curl_easy_setopt(t->easy, CURLOPT_CAINFO,
				 str_copy(&t->run->arena, options->ca_file).ptr);
	curl_easy_setopt(t->easy, CURLOPT_PROXY, ""); /* it would look hosts up for us */
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
}

static void ask(struct transfer *t)
{
	struct run *run = t->run;

	t->easy = curl_easy_init();
	if (!t->easy)
		fatal("out of memory");
	curl_easy_setopt(t->easy, CURLOPT_URL, t->url.ptr);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, str_copy(&run->arena, run->options->agent).ptr);
	curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->error);
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
	set_trust(t);
	set_bounds(t);
	set_fields(t);
	t->header_bytes = 0;
	t->refused[0] = '\0';
	t->response.fields = (struct http_fields){0};
	run->active++;
	t->host->busy = true;
	tell(t, HTTP_ASKING);
	if (curl_multi_add_handle(run->multi, t->easy) != CURLM_OK)
		fatal("curl takes no more requests");
}

static struct str lowered(struct arena *arena, struct str text)
{
	char *bytes = arena_copy(arena, text.ptr, text.len);

	for (size_t i = 0; i < text.len; i++)
		bytes[i] = ascii_lower(bytes[i]);
	return (struct str){bytes, text.len};
}

static void hang_up(struct transfer *t)
{
	curl_multi_remove_handle(t->run->multi, t->easy);
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->fields);
	t->easy = NULL;
	t->fields = NULL;
	t->run->active--;
	t->host->busy = false;
}

/* The hop where the way has come to, which waits for its host as any other request. */
static void set_hop(struct transfer *t)
{
	struct run *run = t->run;
	struct str host;

	t->url = str_copy(&run->arena, http_way_here(&t->way));
	host = lowered(&run->arena, url_host(url_parse(t->url)));
	t->host = map_put(&run->hosts, &run->arena, host, arena_new(&run->arena, struct host));
	t->state = HTTP_WAITING;
	if (t->index < run->first)
		run->first = t->index;
}

/* ---- the end of a hop ---- */

static void finish(struct transfer *t)
{
	struct run *run = t->run;
	struct http_response *r = &t->response;

	r->url = t->url;
	r->moved = t->way.moved;
	r->body = r->status == 200 ? buf_str(&t->body) : STR_UNKNOWN;
	run->left--;
	run->held -= t->body.len;
	tell(t, HTTP_DONE);
	run->listener->done(run->listener->context, t->index, r);
	buf_release(&t->body);
}

static void fail(struct transfer *t, const char *help, struct str failure)
{
	t->response.status = 0;
	t->response.failure = failure;
	t->response.help = str_of(help);
	finish(t);
}

static void fail_stopped(struct transfer *t)
{
	struct arena *arena = &t->run->arena;

	if (t->stopped == HEADERS_TOO_LARGE)
		fail(t, NULL, STR("its header fields are larger than 64 kB"));
	else
		fail(t, NULL, str_printf(arena, "what it sends is larger than %zu MiB",
					 t->run->options->largest >> 20));
}

static bool is_certificate_trouble(CURLcode code)
{
	return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
	       code == CURLE_SSL_ISSUER_ERROR || code == CURLE_SSL_INVALIDCERTSTATUS;
}

static struct str reason_of(struct transfer *t, CURLcode code)
{
	struct arena *arena = &t->run->arena;
	const char *words = t->error[0] ? t->error : curl_easy_strerror(code);
	struct str host = url_host(url_parse(t->url));

	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return str_printf(arena, "no host is known by the name %.*s", STR_ARG(host));
	case CURLE_COULDNT_CONNECT:
		return str_printf(arena, "no connection to %.*s could be made", STR_ARG(host));
	case CURLE_OPERATION_TIMEDOUT:
		return str_printf(arena, "no whole answer came in time; %zu bytes did", t->body.len);
	case CURLE_PARTIAL_FILE:
		return str_printf(arena, "the answer breaks off after %zu bytes", t->body.len);
	case CURLE_GOT_NOTHING: return STR("the connection was closed without an answer");
	case CURLE_BAD_CONTENT_ENCODING:
		return STR("what it sends is not compressed in the way that it says");
	default: return str_copy(arena, str_of(words));
	}
}

static void fail_refused(struct transfer *t)
{
	struct str host = url_host(url_parse(t->url));
	const char *place = t->reach == HTTP_PRIVATE ? "a private network" : "no place of the Internet";
	const char *help = t->reach == HTTP_PRIVATE ? "--allow-private asks there all the same" : NULL;

	fail(t, help, str_printf(&t->run->arena, "%.*s leads to %s (%s)", STR_ARG(host), place,
				 t->refused));
}

static void fail_curl(struct transfer *t, CURLcode code)
{
	struct arena *arena = &t->run->arena;

	if (t->stopped || code == CURLE_FILESIZE_EXCEEDED)
		fail_stopped(t);
	else if (t->refused[0] && code == CURLE_COULDNT_CONNECT)
		fail_refused(t);
	else if (is_certificate_trouble(code))
		fail(t, "SSL_CERT_FILE names the certificates to trust, where it is not the system's",
		     str_printf(arena, "its certificate cannot be trusted: %s",
				t->error[0] ? t->error : curl_easy_strerror(code)));
	else
		fail(t, NULL, reason_of(t, code));
}

static void redirect(struct transfer *t)
{
	const struct http_response *r = &t->response;
	struct str failure;

	if (http_way_follow(&t->run->arena, &t->way, r->status, r->fields.location, &failure))
		set_hop(t);
	else
		fail(t, NULL, failure);
}

/* Lets the others end first. */
static void ask_later(struct transfer *t)
{
	struct run *run = t->run;
	size_t safe = HELD_MOST / (run->options->largest + 1);

	if (run->at_once > safe)
		run->at_once = safe ? safe : 1;
	run->held -= t->body.len;
	buf_release(&t->body);
	t->stopped = FINE;
	t->deadline = 0;
	set_hop(t);
}

static void end_hop(struct transfer *t, CURLcode code)
{
	t->response.status = status_of(t);
	hang_up(t);
	if (t->stopped == NO_ROOM)
		ask_later(t);
	else if (code != CURLE_OK)
		fail_curl(t, code);
	else if (http_way_is_redirect(t->response.status) && t->response.fields.location.ptr)
		redirect(t);
	else
		finish(t);
}

/* ---- the run ---- */

/* Begins what its host is free for. */
static void begin(struct run *run)
{
	while (run->first < run->count && run->transfers[run->first].state != HTTP_WAITING)
		run->first++;
	for (size_t i = run->first; i < run->count && run->active < run->at_once; i++) {
		struct transfer *t = &run->transfers[i];

		if (t->state != HTTP_WAITING || t->host->busy)
			continue;
		if (!t->deadline)
			t->deadline = milliseconds() + 1000 * (int64_t)run->options->seconds;
		ask(t);
	}
}

static bool collect(struct run *run)
{
	CURLMsg *message;
	int queued;
	bool any = false;

	while ((message = curl_multi_info_read(run->multi, &queued)) != NULL) {
		struct transfer *t;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
		end_hop(t, message->data.result);
		any = true;
	}
	return any;
}

/* Every connection is an open file. */
static size_t most_at_once(void)
{
	size_t files = file_limit_raise(AT_ONCE_MOST * FILES_EACH + FILES_OTHER);

	return files < 2 * FILES_OTHER ? 16 : (files - FILES_OTHER) / FILES_EACH;
}

static void prepare(struct run *run, const struct http_request *requests)
{
	run->transfers = arena_array(&run->arena, struct transfer, run->count);
	run->at_once = most_at_once();
	for (size_t i = 0; i < run->count; i++) {
		struct transfer *t = &run->transfers[i];

		*t = (struct transfer){.run = run, .index = i, .request = &requests[i],
				       .way = http_way_begin(&run->arena, requests[i].url)};
		set_hop(t);
	}
	run->first = 0;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(run->multi = curl_multi_init()))
		fatal("curl cannot be used");
	curl_multi_setopt(run->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 1L);
	curl_multi_setopt(run->multi, CURLMOPT_MAXCONNECTS, 32L); /* that are kept when idle */
}

/* What is still on its way is given up, and nobody is told of it. */
static void give_up(struct run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		if (run->transfers[i].easy)
			hang_up(&run->transfers[i]);
		buf_release(&run->transfers[i].body);
	}
}

void http_run(const struct http_options *options, const struct http_request *requests,
	      size_t count, const struct http_listener *listener)
{
	struct run run = {.options = options, .listener = listener, .count = count, .left = count};
	int running;

	prepare(&run, requests);
	while (run.left) {
		begin(&run);
		if (curl_multi_perform(run.multi, &running) != CURLM_OK)
			fatal("curl cannot go on");
		if (collect(&run))
			continue;
		if (listener->tick && !listener->tick(listener->context))
			break;
		curl_multi_poll(run.multi, NULL, 0, TICK_MS, NULL);
	}
	if (run.left)
		give_up(&run);
	curl_multi_cleanup(run.multi);
	curl_global_cleanup();
	arena_release(&run.arena);
}
