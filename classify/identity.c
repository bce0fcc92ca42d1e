/* SPDX-License-Identifier: MIT */
#include "classify/identity.h"

#include <elf.h>
#include <link.h>
#include <string.h>

/* The size of a name or a value in a note, with what is put behind it. */
static size_t
padded(size_t size)
{
	return (size + 3) & ~(size_t)3;
}

/* Add the build id, if it is among these notes. Returns whether it is. */
static bool
add_id(struct sha256_ctx *digest, const char *notes, size_t size)
{
	ElfW(Nhdr) note;

	while (size >= sizeof(note)) {
		const char *name = notes + sizeof(note);
		size_t whole;

		memcpy(&note, notes, sizeof(note));
		whole = sizeof(note) + padded(note.n_namesz) +
		    padded(note.n_descsz);
		if (whole > size)
			return false;
		if (note.n_type == NT_GNU_BUILD_ID &&
		    note.n_namesz == sizeof(ELF_NOTE_GNU) &&
		    memcmp(name, ELF_NOTE_GNU, sizeof(ELF_NOTE_GNU)) == 0) {
			sha256_update(digest, note.n_descsz, (const uint8_t *)
			    name + padded(note.n_namesz));
			return true;
		}
		notes += whole;
		size -= whole;
	}
	return false;
}

/* As dl_iterate_phdr(3) calls it, once an object; not 0 ends it. */
static int
add_object(struct dl_phdr_info *object, size_t size, void *digest)
{
	(void)size;
	for (size_t i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &object->dlpi_phdr[i];
		/* NOLINTNEXTLINE(performance-no-int-to-ptr): as it is given */
		const char *bytes = (const char *)(object->dlpi_addr +
		    part->p_vaddr);

		if (part->p_type == PT_NOTE &&
		    add_id(digest, bytes, part->p_memsz))
			return 0;
	}
	return 1;
}

bool
identity_add(struct sha256_ctx *digest)
{
	return dl_iterate_phdr(add_object, digest) == 0;
}
