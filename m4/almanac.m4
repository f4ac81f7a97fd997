# ALMANAC_LIBRARY(VARIABLE, MODULE, HEADER, DEBIAN-PACKAGE...)
# ------------------------------------------------------------
# Finds a library with pkg-config, and HEADER, which another package may hold.
# What is missing is added to $missing_packages, for one message about all.
AC_DEFUN([ALMANAC_LIBRARY],
[PKG_CHECK_MODULES([$1], [$2],
	[almanac_CPPFLAGS=$CPPFLAGS
	CPPFLAGS="$CPPFLAGS $$1_CFLAGS"
	AC_CHECK_HEADER([$3], [], [missing_packages="$missing_packages $4"])
	CPPFLAGS=$almanac_CPPFLAGS],
	[missing_packages="$missing_packages $4"])])
