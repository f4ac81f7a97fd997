/*
 * Messages as commands of GitHub's workflows, which become annotations in a pull
 * request:
 *
 *	::error file=content/t/beginner.md,line=3,col=8,title=choice::unknown level…
 */
#ifndef FORMAT_DIAG_GITHUB_H
#define FORMAT_DIAG_GITHUB_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Appends DIAG and a line break. PREFIX, which ends in '/' or is empty, leads from the
 * repository's directory to the site's.
 */
void diag_github(struct buf *out, const struct diag *diag, struct str prefix);

#endif
