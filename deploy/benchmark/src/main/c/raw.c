/*
 * The limit of plain sockets: one epoll loop that sends every subscriber one encoded frame per event with one send().
 *
 *   raw PORT BYTES RATE BURST CHANNELS LOG
 *
 * PORT      on 127.0.0.1; "ready" is printed when it listens
 * BYTES     of data in each event, at least 33
 * RATE      ticks a second; 0 = as fast as the sockets take it, -1 = no events
 * BURST     events at each tick, one after the other over the channels
 * CHANNELS  a client is in the one that the number at the end of its path says
 * LOG       0, or so many events that each client is sent at once, and no others
 *
 * The data begins with "~<sequence, 12 digits>.<CLOCK_MONOTONIC when it was due, nanoseconds, 19 digits>".
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define MAX_FD 20000
#define MAX_READY 1024
#define SECOND 1000000000LL

struct channel {
    int *fds;
    int count, room;
    long sequence;
};

static const char HEAD[] = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-store\r\n"
                           "transfer-encoding: chunked\r\n\r\n";

static struct channel *channels;
static int channel_count, data_bytes, burst;
static int channel_of[MAX_FD], place_of[MAX_FD];
static size_t log_sent[MAX_FD];
static char *encoded_log, *frame;
static size_t log_bytes;
static int epoll, next_channel;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static size_t encode(char *into, long sequence, int64_t due) {
    char id[64];
    int id_bytes = snprintf(id, sizeof id, "id: 0000000000.%ld.%ld\n", sequence, sequence);
    int at = sprintf(into, "%x\r\n%sdata: ", id_bytes + 6 + data_bytes + 2, id);
    int from = at;
    at += sprintf(into + at, "~%012ld.%019lld", sequence, (long long)due);
    memset(into + at, 'x', data_bytes - (at - from));
    at = from + data_bytes;
    memcpy(into + at, "\n\n\r\n", 4);
    return at + 4;
}

static void drop(int fd) {
    if (channel_of[fd] >= 0) {
        struct channel *channel = &channels[channel_of[fd]];
        int last = channel->fds[--channel->count];
        channel->fds[place_of[fd]] = last;
        place_of[last] = place_of[fd];
    }
    channel_of[fd] = -1;
    close(fd);
}

/* Waits for a socket that is full: nothing is left out, and nothing is kept here. */
static int send_whole(int fd, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes += sent;
            count -= sent;
        } else if (errno == EAGAIN) {
            struct pollfd full = {.fd = fd, .events = POLLOUT};
            poll(&full, 1, -1);
        } else {
            return -1;
        }
    }
    return 0;
}

static void send_log(int fd) {
    while (log_sent[fd] < log_bytes) {
        ssize_t sent = send(fd, encoded_log + log_sent[fd], log_bytes - log_sent[fd], MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno != EAGAIN) drop(fd);
            return;
        }
        log_sent[fd] += sent;
    }
}

static void tick(int64_t due) {
    for (int i = 0; i < burst; i++) {
        struct channel *channel = &channels[next_channel];
        next_channel = (next_channel + 1) % channel_count;
        size_t bytes = encode(frame, ++channel->sequence, due);
        for (int at = channel->count - 1; at >= 0; at--)
            if (send_whole(channel->fds[at], frame, bytes) < 0) drop(channel->fds[at]);
    }
}

static void accept_all(int listener) {
    int fd, on = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        if (fd >= MAX_FD) {
            close(fd);
            continue;
        }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        channel_of[fd] = -1;
        log_sent[fd] = 0;
        struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.fd = fd};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    }
}

static void subscribe(int fd, int number) {
    struct channel *channel = &channels[number % channel_count];
    if (channel->count == channel->room) {
        channel->room = channel->room ? 2 * channel->room : 8;
        channel->fds = realloc(channel->fds, channel->room * sizeof(int));
    }
    channel_of[fd] = number % channel_count;
    place_of[fd] = channel->count;
    channel->fds[channel->count++] = fd;
}

/* A request is expected in one segment. */
static void on_readable(int fd) {
    char request[4096];
    ssize_t count = recv(fd, request, sizeof request - 1, 0);
    if (count <= 0) {
        if (count == 0 || errno != EAGAIN) drop(fd);
        return;
    }
    if (channel_of[fd] >= 0) return;
    request[count] = 0;
    char *end = strstr(request, " HTTP/1.1");
    if (!end) {
        drop(fd);
        return;
    }
    char *number = end;
    while (number > request && number[-1] >= '0' && number[-1] <= '9') number--;
    subscribe(fd, atoi(number));
    if (send_whole(fd, HEAD, sizeof HEAD - 1) < 0) {
        drop(fd);
    } else if (log_bytes) {
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.fd = fd};
        epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event);
    }
}

static int listen_on(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 16384) < 0) fail("listen");
    return fd;
}

static void watch(int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
}

static void loop(int listener, int timer, int unthrottled, int64_t due, int64_t period) {
    struct epoll_event ready[MAX_READY];
    for (;;) {
        int count = epoll_wait(epoll, ready, MAX_READY, unthrottled && channels[0].count ? 0 : -1);
        for (int i = 0; i < count; i++) {
            int fd = ready[i].data.fd;
            if (fd == listener) {
                accept_all(listener);
            } else if (fd == timer) {
                uint64_t expired;
                for (ssize_t got = read(timer, &expired, sizeof expired); got > 0 && expired > 0; expired--) {
                    tick(due);
                    due += period;
                }
            } else {
                if (ready[i].events & EPOLLIN) on_readable(fd);
                if (log_bytes && channel_of[fd] >= 0) send_log(fd);
            }
        }
        if (unthrottled) tick(now());
    }
}

int main(int arguments, char **argument) {
    if (arguments != 7) {
        fprintf(stderr, "usage: raw PORT BYTES RATE BURST CHANNELS LOG\n");
        return 2;
    }
    double rate = atof(argument[3]);
    int log_events = atoi(argument[6]), timer = -1;
    data_bytes = atoi(argument[2]);
    burst = atoi(argument[4]);
    channel_count = atoi(argument[5]);
    if (data_bytes < 33 || burst < 1 || channel_count < 1 || log_events < 0) {
        fprintf(stderr, "raw: BYTES from 33, BURST and CHANNELS from 1, LOG from 0\n");
        return 2;
    }
    channels = calloc(channel_count, sizeof *channels);
    frame = malloc(data_bytes + 128);
    encoded_log = malloc((size_t)log_events * (data_bytes + 128) + 1);
    for (long i = 1; i <= log_events; i++) log_bytes += encode(encoded_log + log_bytes, i, now());
    epoll = epoll_create1(0);
    int listener = listen_on(atoi(argument[1]));
    watch(listener);
    int64_t period = rate > 0 ? SECOND / rate : 0, first = now() + period;
    if (rate > 0 && !log_events) {
        struct itimerspec when = {{period / SECOND, period % SECOND}, {first / SECOND, first % SECOND}};
        timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
        timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL);
        watch(timer);
    }
    puts("ready");
    fflush(stdout);
    loop(listener, timer, rate == 0 && !log_events, first, period);
}
