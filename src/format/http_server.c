#include "format/http_server.h"

#include "base/fatal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* Streams of pages that are left are noticed late: they count until then. */
enum { CONNECTIONS_MOST = 512, SECONDS_IDLE = 60, STREAM_BLOCK = 4096 };

/* What a stream may be behind by, in bytes, before it is given up. */
enum { STREAM_MOST = 8 << 20 };

/* A request on its way. */
struct exchange {
	struct http_server *server;
	struct MHD_Connection *connection;
	struct exchange *next; /* that waits */
	bool begun;            /* its head was told */
	bool waited;
	char uri[];
};

struct stream {
	struct http_server *server;
	struct MHD_Connection *connection;
	struct stream *next;
	struct buf bytes; /* to be sent, from AT on */
	size_t at;
	bool sleeping;
	bool lost; /* bytes that had no room */
};

struct http_server {
	struct MHD_Daemon *daemon;
	struct http_answering answering;
	struct exchange *waiting;
	struct stream *streams;
	bool ending;
};

/* ---- streams ---- */

static ssize_t stream_read(void *context, uint64_t at, char *to, size_t room)
{
	struct stream *stream = context;
	size_t left = stream->bytes.len - stream->at;

	(void)at;
	if (!left && (stream->server->ending || stream->lost))
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (!left) {
		stream->sleeping = true;
		MHD_suspend_connection(stream->connection);
		return 0;
	}
	if (left > room)
		left = room;
	memcpy(to, stream->bytes.ptr + stream->at, left);
	stream->at += left;
	if (stream->at == stream->bytes.len) {
		buf_reset(&stream->bytes);
		stream->at = 0;
	}
	return (ssize_t)left;
}

static void stream_free(void *context)
{
	struct stream *stream = context;
	struct stream **at = &stream->server->streams;

	while (*at != stream)
		at = &(*at)->next;
	*at = stream->next;
	buf_release(&stream->bytes);
	free(stream);
}

static void stream_wake(struct stream *stream)
{
	if (stream->sleeping)
		MHD_resume_connection(stream->connection);
	stream->sleeping = false;
}

/* Takes the body over. */
static struct MHD_Response *stream_response(struct exchange *exchange, struct http_given *given)
{
	struct stream *stream = calloc(1, sizeof *stream);

	if (!stream)
		fatal("out of memory");
	*stream = (struct stream){.server = exchange->server,
				  .connection = exchange->connection,
				  .next = exchange->server->streams,
				  .bytes = given->body};
	exchange->server->streams = stream;
	given->body = (struct buf)BUF_INIT;
	MHD_set_connection_option(stream->connection, MHD_CONNECTION_OPTION_TIMEOUT, 0U);
	return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream_read, stream,
						 stream_free);
}

void http_server_send(struct http_server *server, struct str bytes)
{
	for (struct stream *stream = server->streams; stream; stream = stream->next) {
		stream->lost |= stream->bytes.len + bytes.len > STREAM_MOST;
		if (!stream->lost)
			buf_add_str(&stream->bytes, bytes);
		stream_wake(stream);
	}
	http_server_run(server);
}

size_t http_server_streams(const struct http_server *server)
{
	size_t count = 0;

	for (const struct stream *stream = server->streams; stream; stream = stream->next)
		count++;
	return count;
}

/* ---- requests ---- */

static struct str header(struct MHD_Connection *connection, const char *name)
{
	return str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static struct http_asked asked_of(const struct exchange *exchange, const char *method)
{
	struct str uri = str_of(exchange->uri);
	size_t end = str_find(uri, '?');
	struct http_asked asked = {
		.method = str_of(method),
		.path = str_slice(uri, 0, end),
		.host = header(exchange->connection, MHD_HTTP_HEADER_HOST),
		.last_event = header(exchange->connection, "Last-Event-ID"),
		.again = exchange->waited,
	};

	if (end < uri.len)
		asked.query = str_slice(uri, end + 1, uri.len);
	return asked;
}

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
	if (value)
		MHD_add_response_header(response, name, value);
}

/* Nothing is kept by the browser, and nothing is for pages of other sites. */
static void add_headers(struct MHD_Response *response, const struct http_given *given)
{
	add_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
	add_header(response, "X-Content-Type-Options", "nosniff");
	add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
	add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, given->type);
	add_header(response, MHD_HTTP_HEADER_LOCATION, given->location);
	add_header(response, MHD_HTTP_HEADER_ALLOW, given->allow);
}

static enum MHD_Result queue(struct exchange *exchange, struct http_given *given)
{
	struct MHD_Response *response;
	enum MHD_Result result;

	if (given->how == HTTP_STREAM)
		response = stream_response(exchange, given);
	else
		response = MHD_create_response_from_buffer(given->body.len, given->body.ptr,
							   MHD_RESPMEM_MUST_FREE);
	if (!response)
		fatal("out of memory");
	add_headers(response, given);
	result = MHD_queue_response(exchange->connection, given->status, response);
	MHD_destroy_response(response);
	return result;
}

static enum MHD_Result answer(struct exchange *exchange, const char *method)
{
	struct http_server *server = exchange->server;
	struct http_asked asked = asked_of(exchange, method);
	struct http_given given = {.status = MHD_HTTP_OK};

	if (server->ending)
		given.status = MHD_HTTP_SERVICE_UNAVAILABLE;
	else
		server->answering.answer(server->answering.context, &asked, &given);
	if (given.how != HTTP_WAIT)
		return queue(exchange, &given);
	exchange->waited = true;
	exchange->next = server->waiting;
	server->waiting = exchange;
	MHD_suspend_connection(exchange->connection);
	return MHD_YES;
}

static void *begin(void *context, const char *uri, struct MHD_Connection *connection)
{
	size_t length = strlen(uri);
	struct exchange *exchange = calloc(1, sizeof *exchange + length + 1);

	if (!exchange)
		fatal("out of memory");
	exchange->server = context;
	exchange->connection = connection;
	memcpy(exchange->uri, uri, length);
	return exchange;
}

static void end(void *context, struct MHD_Connection *connection, void **exchange,
		enum MHD_RequestTerminationCode code)
{
	(void)context, (void)connection, (void)code;
	free(*exchange);
	*exchange = NULL;
}

/* Told first of the head, then of each part of a body, then of the end. */
static enum MHD_Result take(void *context, struct MHD_Connection *connection, const char *url,
			    const char *method, const char *version, const char *body,
			    size_t *size, void **kept)
{
	struct exchange *exchange = *kept;
	bool reads = !strcmp(method, MHD_HTTP_METHOD_GET) || !strcmp(method, MHD_HTTP_METHOD_HEAD);

	(void)context, (void)connection, (void)url, (void)version, (void)body;
	if (!exchange->begun && reads) {
		exchange->begun = true;
		return MHD_YES;
	}
	if (*size) { /* of no use to us */
		*size = 0;
		return MHD_YES;
	}
	return answer(exchange, method);
}

/* Percent-encoding is the listener's, who knows what may not be in a path. */
static size_t keep_encoded(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

/* ---- the server ---- */

static int listen_on(unsigned short *port, int *fd)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_port = htons(*port),
				      .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t length = sizeof address;
	const int on = 1;

	*fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (*fd < 0)
		return errno;
	setsockopt(*fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(*fd, (struct sockaddr *)&address, length) < 0 || listen(*fd, SOMAXCONN) < 0 ||
	    getsockname(*fd, (struct sockaddr *)&address, &length) < 0)
		return errno;
	*port = ntohs(address.sin_port);
	return 0;
}

int http_server_open(struct http_server **opened, unsigned short *port,
		     const struct http_answering *answering)
{
	int fd, error = listen_on(port, &fd);
	struct http_server *server;

	if (error) {
		if (fd >= 0)
			close(fd);
		return error;
	}
	server = calloc(1, sizeof *server);
	if (!server)
		fatal("out of memory");
	server->answering = *answering;
	server->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, take, server,
		MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_URI_LOG_CALLBACK, begin, server,
		MHD_OPTION_NOTIFY_COMPLETED, end, server, MHD_OPTION_UNESCAPE_CALLBACK,
		keep_encoded, NULL, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MOST,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS_IDLE, MHD_OPTION_END);
	if (!server->daemon)
		fatal("the HTTP server cannot start: %s", strerror(errno));
	*opened = server;
	return 0;
}

int http_server_fd(const struct http_server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int http_server_timeout(const struct http_server *server)
{
	MHD_UNSIGNED_LONG_LONG timeout;

	if (MHD_get_timeout(server->daemon, &timeout) != MHD_YES)
		return -1;
	return timeout > INT_MAX ? INT_MAX : (int)timeout;
}

void http_server_run(struct http_server *server)
{
	MHD_run(server->daemon);
}

void http_server_wake(struct http_server *server)
{
	struct exchange *exchange = server->waiting;

	server->waiting = NULL;
	while (exchange) {
		struct exchange *next = exchange->next;

		exchange->next = NULL;
		MHD_resume_connection(exchange->connection);
		exchange = next;
	}
	http_server_run(server);
}

/* No connection may sleep when the library ends. */
void http_server_close(struct http_server *server)
{
	server->ending = true;
	http_server_wake(server);
	for (struct stream *stream = server->streams; stream; stream = stream->next)
		stream_wake(stream);
	http_server_run(server);
	MHD_stop_daemon(server->daemon);
	free(server);
}
