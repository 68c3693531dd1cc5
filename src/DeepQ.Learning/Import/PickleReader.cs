using System.Buffers.Binary;
using System.Text;

namespace DeepQ.Learning.Import;

/// <summary>
/// Reads a pickle without running it. Numbers, texts, tuples, lists and dictionaries become their .NET counterparts,
/// tensors become <see cref="PickledTensor"/>, and the results of all other calls are skipped.
/// </summary>
/// <remarks>The opcodes are those of Python's module pickletools, protocols 2 to 5.</remarks>
/// <param name="name">The name of the file in errors.</param>
/// <param name="data">The pickle.</param>
internal sealed class PickleReader(string name, byte[] data)
{
    private static readonly object Mark = new();
    private static readonly object Unknown = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _place;

    private sealed record Global(string Module, string Name);

    private sealed record StorageId(string Type, string Key);

    /// <summary>Reads the pickle.</summary>
    /// <exception cref="InvalidDataException">The pickle is cut off, or has an opcode that files of weights do not have.</exception>
    public object? Read()
    {
        while (true)
        {
            int at = _place;
            byte code = Bytes(1)[0];
            if (code == (byte)'.')
                return Pop();
            if (!Run(code))
                throw new InvalidDataException($"'{name}' has the opcode 0x{code:X2} at byte {at} of its pickle, which files of weights do not have.");
        }
    }

    private bool Run(byte code)
    {
        switch (code)
        {
            case 0x80: Bytes(1); break; // PROTO
            case 0x95: Bytes(8); break; // FRAME
            case (byte)'(': Push(Mark); break;
            case (byte)'0': Pop(); break;
            case (byte)'1': Marked(); break;
            case (byte)'2': Push(Peek()); break;
            case (byte)'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case (byte)'K': Push((long)Bytes(1)[0]); break;
            case (byte)'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            case (byte)'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))); break;
            case 0x8a: Push(Whole(Bytes(Bytes(1)[0]))); break;
            case (byte)'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
            case (byte)'X': Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)))); break;
            case 0x8c: Push(Text(Bytes(1)[0])); break;
            case 0x8d: Push(Text(BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8)))); break;
            case (byte)'C': Bytes(Bytes(1)[0]); Push(Unknown); break;
            case (byte)'B': Bytes(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))); Push(Unknown); break;
            case 0x8e: Bytes(BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8))); Push(Unknown); break;
            case (byte)'}': Push(new PickledMap()); break;
            case (byte)']' or 0x8f: Push(new List<object?>()); break;
            case (byte)')': Push(Array.Empty<object?>()); break;
            case (byte)'t': Push(Marked().ToArray()); break;
            case 0x85: Push(Taken(1)); break;
            case 0x86: Push(Taken(2)); break;
            case 0x87: Push(Taken(3)); break;
            case (byte)'a': Append([Pop()]); break;
            case (byte)'e' or 0x90: Append(Marked()); break;
            case (byte)'s': Set(Taken(2)); break;
            case (byte)'u': Set([.. Marked()]); break;
            case (byte)'q': _memo[Bytes(1)[0]] = Peek(); break;
            case (byte)'r': _memo[BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))] = Peek(); break;
            case 0x94: _memo[_memo.Count] = Peek(); break;
            case (byte)'h': Push(Remembered(Bytes(1)[0])); break;
            case (byte)'j': Push(Remembered(BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)))); break;
            case (byte)'c': Push(new Global(Line(), Line())); break;
            case 0x93: Push(Taken(2) is [string module, string type] ? new Global(module, type) : Unknown); break;
            case (byte)'Q': Push(Storage(Pop())); break;
            case (byte)'R' or 0x81: Call(); break;
            case (byte)'b': Pop(); break; // BUILD: state of an object, such as the _metadata of a state dict
            default: return false;
        }

        return true;
    }

    private void Call()
    {
        (object? arguments, object? function) = (Pop(), Pop());
        Push(function switch
        {
            Global { Module: "collections", Name: "OrderedDict" } => new PickledMap(),
            Global { Module: "torch._utils", Name: "_rebuild_tensor_v2" } => Tensor(arguments),
            Global { Module: "torch._utils", Name: "_rebuild_parameter" } when arguments is object?[] { Length: > 0 } given => given[0],
            _ => Unknown,
        });
    }

    private static object Tensor(object? arguments) =>
        arguments is object?[] and [StorageId storage, long offset, object?[] shape, object?[] strides, ..]
            && shape.Length == strides.Length && shape.Concat(strides).All(value => value is long)
            ? new PickledTensor(storage.Type, storage.Key, offset, [.. shape.Cast<long>()], [.. strides.Cast<long>()])
            : Unknown;

    private static object Storage(object? id) =>
        id is object?[] and ["storage", Global type, string key, ..] ? new StorageId(type.Name, key) : Unknown;

    private void Append(IReadOnlyList<object?> values)
    {
        if (Peek() is List<object?> list)
            list.AddRange(values);
    }

    private void Set(object?[] pairs)
    {
        if (Peek() is not PickledMap map)
            return;
        for (int i = 0; i + 1 < pairs.Length; i += 2)
            map.Entries.Add(new(pairs[i], pairs[i + 1]));
    }

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw Torn();

    private object? Pop()
    {
        object? top = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] Taken(int count)
    {
        if (_stack.Count < count)
            throw Torn();
        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private List<object?> Marked()
    {
        int mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
            throw Torn();
        List<object?> values = _stack[(mark + 1)..];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private object? Remembered(int number) => _memo.TryGetValue(number, out object? value) ? value : throw Torn();

    private ReadOnlySpan<byte> Bytes(ulong count)
    {
        if (count > (ulong)(data.Length - _place))
            throw Torn();
        ReadOnlySpan<byte> bytes = data.AsSpan(_place, (int)count);
        _place += (int)count;
        return bytes;
    }

    private string Text(ulong length) => Encoding.UTF8.GetString(Bytes(length));

    private string Line()
    {
        int end = data.AsSpan(_place).IndexOf((byte)'\n');
        string line = Text(end < 0 ? ulong.MaxValue : (ulong)end);
        _place++;
        return line;
    }

    // Two's complement, lowest byte first; a number longer than any length is refused.
    private static object Whole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
            return Unknown;
        long value = bytes.Length > 0 && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    private InvalidDataException Torn() => new($"'{name}' has an incomplete pickle, or none: data are missing at byte {_place}.");
}
