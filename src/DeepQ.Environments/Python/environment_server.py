"""Runs environments with Gymnasium's interface for a PythonProcess of .NET, which hands this file to the interpreter.

At first the server writes MAGIC and VERSION. Then every request has one reply. A message is a header of eight bytes, the
length of the body (u32), its kind (u8) and three zeros, and the body. Numbers are little endian.

    request        body
    1 start        JSON: environment, arguments, count, and in seconds or null start_timeout and timeout
    2 reset        an environment and a seed (u32, u32), k times
    3 step         an environment and an action (u32, u32), k times
    4 close        nothing

    reply          body
    1 description  the length of the JSON (u32), the JSON, lower bounds (f32), upper bounds (f32)
    2 results      rewards (f64 [k]), observations [k, size], masks (u8 [k, actions], if there are any), flags (u8 [k]),
                   and for each that failed the length of the JSON (u32) and the JSON
    3 failure      JSON: of the start
    4 closed       nothing

What an environment prints goes to the standard error: the pipe carries messages alone.
"""

import importlib.util
import json
import os
import signal
import struct
import sys
import threading
import time
import traceback

MAGIC = b"DEEPQENV"
VERSION = 1
HEADER = struct.Struct("<IB3x")
START, RESET, STEP, CLOSE = 1, 2, 3, 4
DESCRIPTION, RESULTS, FAILURE, CLOSED = 1, 2, 3, 4
TERMINATED, TRUNCATED, FAILED = 1, 2, 128
LONGEST_REQUEST = 1 << 26
LONGEST_TEXT = 4096
MOST_STATES = 1_000_000
MOST_ACTIONS = 1_000_000
GRACE = 5  # seconds


class Refused(Exception):
    """What is wrong, for the caller in .NET: there is nothing to trace."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def describe_failure(error):
    """JSON of an exception, with the last lines of its traceback outside this file."""
    if isinstance(error, Refused):
        fields = {"kind": error.kind, "message": str(error)}
    else:
        here = describe_failure.__code__.co_filename
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename != here and not frame.filename.startswith("<frozen")
        ]
        fields = {
            "kind": "module" if isinstance(error, ModuleNotFoundError) else "raised",
            "type": type(error).__name__,
            "message": text_of(error),
            "module": getattr(error, "name", None) or "",
            "traceback": "".join(traceback.format_list(frames[-5:])),
        }
    texts = {name: str(text).encode("utf-8", "replace").decode("utf-8")[-LONGEST_TEXT:] for name, text in fields.items()}
    return json.dumps(texts).encode("ascii")


def text_of(error):
    try:
        return str(error)
    except Exception as another:
        return f"<its text cannot be made: {type(another).__name__}>"


def shorten(value):
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "..."


def find_factory(name):
    """The function that makes an environment: a member of a file, or gymnasium.make with an id."""
    path, _, member = name.rpartition(":")
    if not path.endswith(".py"):
        import gymnasium

        return lambda **arguments: gymnasium.make(name, **arguments)
    sys.path.insert(0, os.path.dirname(path))
    module_name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(module_name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    factory = getattr(module, member, None)
    if not callable(factory):
        raise Refused("environment", f"{os.path.basename(path)} has no class or function {member!r}.")
    return factory


def make_all(name, arguments, count):
    factory = find_factory(name)
    try:
        return [factory(**arguments) for _ in range(count)]
    except Exception as error:
        # The base class of Gymnasium's errors for names, namespaces and versions that it does not know.
        if any(base.__name__ == "UnregisteredEnv" for base in type(error).__mro__):
            raise Refused("environment", str(error)) from None
        raise


def is_a(space, name):
    # By name: a file of one's own may bring spaces of its own, without Gymnasium.
    return any(base.__name__ == name for base in type(space).__mro__)


def read_spaces(env):
    """What the spaces of an environment are, as values that can be compared."""
    actions, observations = env.action_space, env.observation_space
    if not is_a(actions, "Discrete"):
        raise Refused(
            "space",
            f"The actions are {shorten(actions)}. Only Discrete actions are supported: choose among a few with a wrapper in Python.",
        )
    if not 1 <= int(actions.n) <= MOST_ACTIONS:
        raise Refused("space", f"The actions are {shorten(actions)}. From 1 to {MOST_ACTIONS} actions are supported.")
    if is_a(observations, "Discrete"):
        if not 1 <= int(observations.n) <= MOST_STATES:
            raise Refused(
                "space", f"The observations are {shorten(observations)}. From 1 to {MOST_STATES} states are seen as one-hot vectors.")
        observed = ("index", (int(observations.n),), int(getattr(observations, "start", 0)))
    elif is_a(observations, "Box") and np.dtype(observations.dtype).kind in "fiub" and 0 not in observations.shape:
        kind = "uint8" if np.dtype(observations.dtype) == np.uint8 else "float32"
        observed = (kind, tuple(int(axis) for axis in observations.shape), 0)
    else:
        raise Refused(
            "space",
            f"The observations are {shorten(observations)}. Only Box of real numbers and Discrete are supported: "
            "flatten others in Python, for example with gymnasium.wrappers.FlattenObservation.",
        )
    return observed, int(actions.n), int(getattr(actions, "start", 0))


class Rows:
    """A reply with k rows, as bytes and as arrays over these bytes."""

    def __init__(self, k, server):
        size = 1 if server.kind == "index" else int(np.prod(server.shape))
        element = np.dtype({"index": "<i4", "uint8": "u1", "float32": "<f4"}[server.kind])
        masks = HEADER.size + 8 * k + k * size * element.itemsize
        self.flags = masks + (k * server.actions if server.masked else 0)
        self.bytes = bytearray(self.flags + k)
        self.rewards = np.frombuffer(self.bytes, "<f8", k, HEADER.size)
        observations = np.frombuffer(self.bytes, element, k * size, HEADER.size + 8 * k)
        self.observations = observations if server.kind == "index" else observations.reshape((k,) + server.shape)
        self.masks = None
        if server.masked:
            self.masks = np.frombuffer(self.bytes, "u1", k * server.actions, masks).reshape(k, server.actions)


class Server:
    def __init__(self, start):
        self.envs = make_all(start["environment"], start["arguments"], start["count"])
        spaces = read_spaces(self.envs[0])
        for i, env in enumerate(self.envs):
            if read_spaces(env) != spaces:
                raise Refused("space", f"Environment {i} has other spaces than the first one.")
        (self.kind, self.shape, self.first_state), self.actions, self.first_action = spaces
        self.masked = False
        self.cache = {}
        # A first reset shows whether there are masks, and most of what may be wrong, before anything is learned.
        info = self.reset_one(0, 0, Rows(1, self), 0)
        self.masked = "action_mask" in info

    def describe(self):
        env = self.envs[0]
        low = high = np.zeros(0, "<f4")
        if self.kind != "index":
            with np.errstate(over="ignore"):
                low, high = (
                    np.broadcast_to(np.asarray(bound), self.shape).astype("<f4").reshape(-1)
                    for bound in (env.observation_space.low, env.observation_space.high)
                )
            if not (low <= high).all():
                raise Refused("space", f"The observations are {shorten(env.observation_space)}. A lower bound is above the upper one, or NaN.")
        names = getattr(getattr(env, "unwrapped", env), "get_action_meanings", lambda: None)()
        text = json.dumps({
            "kind": self.kind,
            "shape": self.shape,
            "actions": self.actions,
            "names": None if names is None else [str(name) for name in names],
            "masked": self.masked,
        }).encode("ascii")
        return struct.pack("<I", len(text)) + text + low.tobytes() + high.tobytes()

    def run_all(self, kind, body):
        k = len(body) // 8
        pairs = struct.unpack(f"<{2 * k}I", body)
        rows = self.cache.get(k)
        if rows is None:
            rows = self.cache[k] = Rows(k, self)
        failures = []
        run_one = self.step_one if kind == STEP else self.reset_one
        for row in range(k):
            flags = FAILED
            try:
                lane, value = pairs[2 * row], pairs[2 * row + 1]
                flags = run_one(lane, value, rows, row)
                if kind == RESET:
                    flags = 0
            except BaseException as error:  # sys.exit in an environment is a failure of that environment too
                failures.append(describe_failure(error))
            rows.bytes[rows.flags + row] = flags
        tail = b"".join(struct.pack("<I", len(text)) + text for text in failures)
        HEADER.pack_into(rows.bytes, 0, len(rows.bytes) - HEADER.size + len(tail), RESULTS)
        return rows.bytes + tail if tail else rows.bytes

    def reset_one(self, lane, seed, rows, row):
        result = self.envs[lane].reset(seed=seed)
        if not isinstance(result, tuple) or len(result) != 2 or not isinstance(result[1], dict):
            raise Refused(
                "result",
                "reset() did not return (observation, info). Only the observation is the interface of the old gym: "
                "return an empty dictionary with it.",
            )
        observation, info = result
        rows.rewards[row] = 0
        self.write_observation(rows, row, observation)
        if self.masked:
            self.write_mask(rows, row, info, False)
        return info

    def step_one(self, lane, action, rows, row):
        result = self.envs[lane].step(self.first_action + action)
        if not isinstance(result, tuple) or len(result) != 5 or not isinstance(result[4], dict):
            returned = f"{len(result)} values" if isinstance(result, tuple) else shorten(result)
            raise Refused(
                "result",
                f"step() returned {returned}, not (observation, reward, terminated, truncated, info). "
                "Four values are the interface of the old gym: split 'done' into terminated and truncated.",
            )
        observation, reward, terminated, truncated, info = result
        try:
            rows.rewards[row] = float(reward)
        except (TypeError, ValueError):
            raise Refused("result", f"step() returned the reward {shorten(reward)}, which is not a number.") from None
        self.write_observation(rows, row, observation)
        if self.masked:
            self.write_mask(rows, row, info, terminated)
        elif "action_mask" in info:
            raise Refused("result", "step() returned an action_mask, but the first reset() did not: return it from both.")
        return (TERMINATED if terminated else 0) | (TRUNCATED if truncated else 0)

    def write_observation(self, rows, row, observation):
        if self.kind == "index":
            state = int(observation) - self.first_state
            if int(observation) != observation or not 0 <= state < self.shape[0]:
                raise Refused("result", f"The observation is {shorten(observation)}; its space has {self.shape[0]} states from {self.first_state}.")
            rows.observations[row] = state
            return
        value = np.asarray(observation)
        if value.shape != self.shape:
            raise Refused("result", f"The observation has the shape {value.shape}, its space the shape {self.shape}.")
        kinds = "fiub" if self.kind == "float32" else "iub"
        if value.dtype.kind not in kinds:
            raise Refused("result", f"The observation has the type {value.dtype}, which its space, of {self.kind}, does not hold.")
        if self.kind == "uint8" and value.dtype != np.uint8 and (value.min() < 0 or value.max() > 255):
            raise Refused("result", f"The observation has values from {value.min()} to {value.max()}; its space is of uint8.")
        rows.observations[row] = value

    def write_mask(self, rows, row, info, terminated):
        mask = info.get("action_mask")
        if mask is None and terminated:
            rows.masks[row] = 1
            return
        if np.shape(mask) != (self.actions,):
            what = "is missing" if mask is None else f"has the shape {np.shape(mask)}"
            raise Refused("result", f"info['action_mask'] {what}; the first reset() returned one, and it has {self.actions} values.")
        rows.masks[row] = np.asarray(mask) != 0

    def close(self):
        for env in self.envs:
            try:
                getattr(env, "close", lambda: None)()
            except BaseException:  # sys.exit too: the others are still to be closed
                traceback.print_exc()


class Watch(threading.Thread):
    """Ends the process if a request takes far longer than it may: nobody may be left who would end it."""

    def __init__(self, limit):
        super().__init__(daemon=True)
        self.limit = limit
        self.since = time.monotonic()

    def run(self):
        while True:
            time.sleep(1)
            since, limit = self.since, self.limit
            if since is not None and limit is not None and time.monotonic() - since > limit + GRACE:
                os._exit(70)


def take_over_pipe():
    """Keeps the standard output for messages and leaves the standard error to whoever prints."""
    output = open(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return output


def keep_to_itself(requests, output):
    """A child that an environment forks must not hold the pipe, which would stay open without this process, nor write to it."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: (requests.raw.close(), output.close()))


def send(output, message):
    view = memoryview(message)
    while len(view) > 0:
        view = view[output.write(view):]


def read(requests):
    """The next request; None where the pipe is closed or carries no request."""
    header = requests.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    length, kind = HEADER.unpack(header)
    if length > LONGEST_REQUEST or kind not in (START, RESET, STEP, CLOSE) or (kind in (RESET, STEP) and length % 8 != 0):
        print(f"A request of kind {kind} with {length} bytes is not one of this protocol.", file=sys.stderr)
        return None
    body = requests.read(length)
    return (kind, body) if len(body) == length else None


def reply(output, kind, body=b""):
    send(output, HEADER.pack(len(body), kind) + body)


def start(arguments):
    global np
    try:
        if sys.version_info < (3, 8):
            raise Refused("interpreter", f"Python {sys.version.split()[0]} is too old: 3.8 is the first that is supported.")
        import numpy

        np = numpy
        server = Server(arguments)
        return server, DESCRIPTION, server.describe()
    except BaseException as error:
        return None, FAILURE, describe_failure(error)


def serve(requests, output):
    send(output, MAGIC + struct.pack("<I", VERSION))
    request = read(requests)
    if request is None or request[0] != START:
        return
    arguments = json.loads(request[1])
    watch = Watch(arguments["start_timeout"])
    watch.start()
    server, kind, body = start(arguments)
    reply(output, kind, body)
    watch.limit = arguments["timeout"]
    while server is not None:
        watch.since = None
        request = read(requests)
        watch.since = time.monotonic()
        if request is None or request[0] not in (RESET, STEP):
            server.close()
            if request is not None:
                reply(output, CLOSED)
                requests.read(1)  # whoever asked ends this process with its children, as long as they are its own
            return
        send(output, server.run_all(*request))


def main(requests):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program in .NET, which ends this one
    output = take_over_pipe()
    keep_to_itself(requests, output)
    code = 1
    try:
        serve(requests, output)
        code = 0
    except BrokenPipeError:
        pass  # nobody listens
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)
