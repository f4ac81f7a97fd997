/*
 * A file of the site that is made piece by piece, because it grows with the site
 * and would fill the memory. It is written only from where it begins to differ
 * from what is there; pieces of that can be taken over without being made again.
 */
#ifndef SITE_OUTPUT_STREAM_H
#define SITE_OUTPUT_STREAM_H

#include "base/buf.h"
#include "site/output.h"

#include <stdbool.h>

/* Bytes of the file. */
struct output_piece {
	size_t offset, length;
};

struct output_stream {
	struct output *output;
	struct str path;
	struct buf pending; /* what is not written yet */
	size_t length;      /* so far */
	int old;            /* descriptor of the file that is there, or -1 */
	int fresh;          /* of the one that takes its place, or -1: so far they are the same */
};

/* PATH is borrowed. Nothing is written where OUTPUT has no directory. */
void output_stream_open(struct output_stream *stream, struct output *output, struct str path);

/* Adds bytes; what they are in the file. */
struct output_piece output_stream_add(struct output_stream *stream, struct str bytes);

/* Adds a piece of the file that is there, which holds: output_holds has said so. */
struct output_piece output_stream_take(struct output_stream *stream, struct output_piece piece);

/* The file is whole: hands it to the output, as what SUBJECT makes. True: it has changed. */
bool output_stream_end(struct output_stream *stream, struct str subject);

/* Ends it, handed over or not. */
void output_stream_close(struct output_stream *stream);

#endif
