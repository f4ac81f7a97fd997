/* A guide that came or went as a whole: its title, TL;DR and headings, and its size. */
#ifndef SITE_DIFF_MD_GUIDE_H
#define SITE_DIFF_MD_GUIDE_H

#include "site/diff_md.h"

void diff_md_guide(struct diff_md *w, const struct diff *diff);

#endif
