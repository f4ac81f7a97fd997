/*
 * A fuzz target: one function that takes any bytes. Linked with libFuzzer it
 * looks for inputs that crash (make fuzz); linked with replay.c it runs the
 * committed corpus (make check).
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
