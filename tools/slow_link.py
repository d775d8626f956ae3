"""A slow link between a browser and a server on this machine, for tests and benchmarks.

A proxy on 127.0.0.1 passes plain bytes on, so pages, files and websockets alike, but late and not
too many at once::

    with jupyterlab(folder, private) as server, slow_link(urlsplit(server.url).port) as port:
        far = dataclasses.replace(server, url=f"http://127.0.0.1:{port}")
        open_and_run(page, far, "lab.ipynb")

JupyterLab needs no option for this. It compares the Origin of a request with its Host, and both
name the proxy, whose bytes are passed on as they are; the token stands in the address as always.
Only a page from elsewhere (localhost for 127.0.0.1, another port) would need
``ServerApp.allow_origin``.

Not imitated: packets that get lost, and the slow start of TCP.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

#: Bytes that one connection puts on the link at a time, so that a message waits for a small part of
#: another connection's file and not for all of it.
CHUNK = 4096
#: Seconds by which a connection may read ahead, so that a timer that is late costs no throughput.
AHEAD = 0.02
#: Seconds that starting and stopping may take.
WITHIN = 10

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Direction:
    """One direction of the link, shared by all connections.

    Attributes
    ----------
    delay : float
        Seconds that a byte travels.
    rate : float
        Bytes in a second.
    free : float
        When all that was put on the link has left, by the clock of the loop.
    """

    delay: float
    rate: float
    free: float = 0.0

    async def carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """Pass bytes on until the source ends, and then the end.

        Reading goes on while bytes travel, so the delay does not lower the throughput.
        """
        clock = asyncio.get_running_loop().time
        travelling: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def arrive() -> None:
            while True:
                when, data = await travelling.get()
                await asyncio.sleep(when - clock())
                if not data:
                    target.write_eof()
                    return
                target.write(data)
                await target.drain()

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(arrive())
            data = b"-"
            while data:
                data = await source.read(CHUNK)
                self.free = max(self.free, clock()) + len(data) / self.rate
                travelling.put_nowait((self.free + self.delay, data))
                await asyncio.sleep(self.free - clock() - AHEAD)


async def _join(near: Streams, port: int, up: Direction, down: Direction) -> None:
    """Join a browser's connection with one to the server, until both have ended."""
    with suppress(OSError, ExceptionGroup):  # either may leave whenever it likes
        try:
            await asyncio.sleep(up.delay + down.delay)  # a connection is made by a round trip
            far = await asyncio.open_connection("127.0.0.1", port)
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(up.carry(near[0], far[1]))
                    tasks.create_task(down.carry(far[0], near[1]))
            finally:
                far[1].close()
        finally:
            near[1].close()


async def _serve(
    port: int, up: Direction, down: Direction, started: asyncio.Future[int], stop: asyncio.Event
) -> None:
    """Take connections until told to stop; tell the port as soon as there is one."""
    joined: set[asyncio.Task[None]] = set()

    def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(_join((reader, writer), port, up, down))
        joined.add(task)
        task.add_done_callback(joined.discard)

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    started.set_result(server.sockets[0].getsockname()[1])
    await stop.wait()
    server.close()
    for task in joined:
        task.cancel()
    await asyncio.gather(*joined, return_exceptions=True)


@contextmanager
def slow_link(port: int, round_trip: float = 0.1, megabits: float = 5.0) -> Iterator[int]:
    """Put a slow link before a server on this machine.

    The proxy runs in a thread of its own, so code that waits, such as Playwright's synchronous
    one, may use it.

    Parameters
    ----------
    port : int
        Of the server.
    round_trip : float, default 0.1
        Seconds that a byte needs to the server and one back from it, shared evenly.
    megabits : float, default 5.0
        Million bits a second in each direction, for all connections together.

    Yields
    ------
    int
        The port to connect to instead.
    """
    up, down = (Direction(round_trip / 2, megabits * 1e6 / 8) for _ in range(2))
    loop = asyncio.new_event_loop()
    started, stop = loop.create_future(), asyncio.Event()
    ready = threading.Event()
    started.add_done_callback(lambda _: ready.set())
    thread = threading.Thread(
        target=loop.run_until_complete, args=[_serve(port, up, down, started, stop)], daemon=True
    )
    thread.start()
    try:
        if not ready.wait(WITHIN):
            raise RuntimeError("the proxy did not start")
        yield started.result()
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(WITHIN)
        if not thread.is_alive():
            loop.close()
