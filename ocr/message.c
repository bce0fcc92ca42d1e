/* SPDX-License-Identifier: MIT */
#include "ocr/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEADER_SIZE (2 * sizeof(uint32_t))
#define FIRST_SIZE (16 * 1024)

/* Room for two descriptors, aligned as cmsg(3) asks. */
union control {
	struct cmsghdr header;
	char room[CMSG_SPACE(2 * sizeof(int))];
};

int
request_send(int socket, const struct request *request, struct fault *f)
{
	uint32_t kind = request->kind;
	struct iovec bytes = { &kind, sizeof(kind) };
	union control control;
	struct msghdr message = { .msg_iov = &bytes, .msg_iovlen = 1 };
	int fds[2] = { request->picture, request->drawing };
	size_t count = (size_t)(fds[0] >= 0) + (fds[1] >= 0);

	if (count > 0) {
		memset(&control, 0, sizeof(control));
		message.msg_control = &control;
		message.msg_controllen = CMSG_SPACE(count * sizeof(int));
		control.header.cmsg_level = SOL_SOCKET;
		control.header.cmsg_type = SCM_RIGHTS;
		control.header.cmsg_len = CMSG_LEN(count * sizeof(int));
		memcpy(CMSG_DATA(&control.header), fds, count * sizeof(int));
	}
	if (sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) !=
	    (ssize_t)sizeof(kind))
		return fault(f, "worker: %s", strerror(errno));
	return 0;
}

int
request_receive(int socket, struct request *request)
{
	struct iovec bytes = { &request->kind, sizeof(request->kind) };
	union control control;
	struct msghdr message = { .msg_iov = &bytes, .msg_iovlen = 1,
		.msg_control = &control, .msg_controllen = sizeof(control) };
	struct cmsghdr *header;
	int fds[2] = { -1, -1 };
	ssize_t got;

	do
		got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	if (got != (ssize_t)sizeof(request->kind))
		return 0;
	header = CMSG_FIRSTHDR(&message);
	if (header != NULL && header->cmsg_type == SCM_RIGHTS &&
	    header->cmsg_len <= CMSG_LEN(sizeof(fds)))
		memcpy(fds, CMSG_DATA(header),
		    header->cmsg_len - CMSG_LEN(0));
	request->picture = fds[0];
	request->drawing = fds[1];
	return 1;
}

static int
send_all(int socket, const char *bytes, size_t length, struct fault *f)
{
	while (length > 0) {
		ssize_t sent = send(socket, bytes, length, MSG_NOSIGNAL);

		if (sent < 0 && errno != EINTR)
			return fault(f, "send: %s", strerror(errno));
		if (sent > 0) {
			bytes += sent;
			length -= (size_t)sent;
		}
	}
	return 0;
}

int
message_send(int socket, enum message_kind kind, const void *bytes,
    size_t length, struct fault *f)
{
	uint32_t header[2] = { kind, (uint32_t)length };

	if (length > MESSAGE_MAX)
		return fault(f, "result over %zu bytes", MESSAGE_MAX);
	if (send_all(socket, (const char *)header, sizeof(header), f) < 0)
		return -1;
	return send_all(socket, bytes, length, f);
}

static int
grow(struct inbox *inbox, struct fault *f)
{
	size_t size = inbox->size > 0 ? inbox->size * 2 : FIRST_SIZE;
	char *bytes;

	if (size > 2 * (MESSAGE_MAX + FIRST_SIZE))
		return fault(f, "worker sent too much");
	bytes = realloc(inbox->bytes, size);
	if (bytes == NULL)
		return fault(f, "out of memory");
	inbox->bytes = bytes;
	inbox->size = size;
	return 0;
}

int
inbox_fill(struct inbox *inbox, int socket, struct fault *f)
{
	ssize_t got;

	if (inbox->used + 1 >= inbox->size && grow(inbox, f) < 0)
		return -1;
	got = recv(socket, inbox->bytes + inbox->used,
	    inbox->size - inbox->used - 1, MSG_DONTWAIT);
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return 1;
	/* A worker that was killed resets the connection: that is its end. */
	if (got <= 0)
		return 0;
	inbox->used += (size_t)got;
	return 1;
}

/* Drop the message that was taken last. */
static void
drop_taken(struct inbox *inbox)
{
	memmove(inbox->bytes, inbox->bytes + inbox->taken,
	    inbox->used - inbox->taken);
	inbox->used -= inbox->taken;
	inbox->taken = 0;
}

int
inbox_take(struct inbox *inbox, struct message *message, struct fault *f)
{
	uint32_t header[2];

	if (inbox->taken > 0)
		drop_taken(inbox);
	if (inbox->used < HEADER_SIZE)
		return 0;
	memcpy(header, inbox->bytes, sizeof(header));
	if (header[1] > MESSAGE_MAX)
		return fault(f, "worker sent nonsense");
	if (inbox->used - HEADER_SIZE < header[1])
		return 0;
	message->kind = header[0];
	message->length = header[1];
	message->bytes = inbox->bytes + HEADER_SIZE;
	inbox->taken = HEADER_SIZE + header[1];
	return 1;
}

void
inbox_free(struct inbox *inbox)
{
	free(inbox->bytes);
	memset(inbox, 0, sizeof(*inbox));
}
