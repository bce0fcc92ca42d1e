/* SPDX-License-Identifier: MIT */
/*
 * Tesseract hands each line to its network as a picture packed into a PNG
 * (ImageData::SetPixInternal), which the network unpacks at once: a seventh of
 * the time of reading a line. It calls Leptonica's pixWriteMem() for that and
 * pixReadMem(), which takes any format. The linker prefers the function of
 * that name here, which stores the pixels as they are.
 */
#include <dlfcn.h>
#include <leptonica/allheaders.h>

typedef l_ok write_function(l_uint8 **, size_t *, PIX *, l_int32);

/*
 * As in Leptonica's manual, but that a PNG is Leptonica's own serialised form;
 * pixWriteMemPng() still writes one.
 */
l_ok
pixWriteMem(l_uint8 **bytes, size_t *size, PIX *pix, l_int32 format)
{
	write_function *others;

	if (format == IFF_PNG)
		return pixWriteMemSpix(bytes, size, pix);
	*(void **)&others = dlsym(RTLD_NEXT, "pixWriteMem");
	return others == NULL ? 1 : others(bytes, size, pix, format);
}
