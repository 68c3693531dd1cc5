using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Steps that copy elements of any type.</summary>
internal static class Moves
{
    /// <summary>Runs several steps in sequence.</summary>
    public static Step InTurn(Step[] steps) => (memory, states) =>
    {
        foreach (Step step in steps)
            step(memory, states);
    };

    public static void Emit(EvaluatedNode node, Storage from, Storage to, Strides strides, int offset) =>
        node.Emit(Of(node, from, to, strides, offset));

    /// <summary>Copies scattered elements to contiguous ones.</summary>
    public static Step Of(EvaluatedNode node, Storage from, Storage to, Strides strides, int offset) =>
        Of(node, from, to, new Gathered(strides, offset));

    /// <summary>Copies chunks to some places of larger ones.</summary>
    public static Step Chunks(EvaluatedNode node, Storage from, Storage to, int chunk, int whole, int offset) =>
        Of(node, from, to, new Joined(chunk, whole, offset));

    /// <summary>Copies the chunks of some places of each row of chunks.</summary>
    public static Step Taken(EvaluatedNode node, Storage from, Storage to, int chunk, int length, int[] places) =>
        Of(node, from, to, new Chosen(chunk, length, places));

    /// <summary>Copies the chunk that each state selects from a table.</summary>
    public static Step Looked(EvaluatedNode node, Storage table, Storage indices, Storage to, int chunk, int length)
    {
        if (table.ElementSize != sizeof(float))
            throw node.Unsupported($"that chooses among {table.Type}");
        bool wide = indices.ElementSize == sizeof(long);
        return (memory, states) =>
        {
            ReadOnlySpan<uint> from = memory.Of<uint>(table, states);
            Span<uint> result = memory.Of<uint>(to, states);
            for (int i = 0; i < result.Length / chunk; i++)
            {
                long index = wide ? memory.Of<long>(indices, states)[i] : memory.Of<int>(indices, states)[i];
                long place = index < 0 ? index + length : index;
                if (place < 0 || place >= length)
                    throw new PolicyFormatException($"The model chose the row {index} of a table of {length}.");
                from.Slice((int)place * chunk, chunk).CopyTo(result[(i * chunk)..]);
            }
        };
    }

    // Elements have one of few sizes, whatever their meaning.
    private static Step Of<TMove>(EvaluatedNode node, Storage from, Storage to, TMove move)
        where TMove : struct, IMove => from.ElementSize switch
        {
            0 => (memory, states) => move.Run(memory.Texts(from, states), memory.Texts(to, states), states),
            1 => (memory, states) => move.Run(memory.Of<byte>(from, states), memory.Of<byte>(to, states), states),
            4 => (memory, states) => move.Run(memory.Of<uint>(from, states), memory.Of<uint>(to, states), states),
            8 => (memory, states) => move.Run(memory.Of<ulong>(from, states), memory.Of<ulong>(to, states), states),
            _ => throw node.Unsupported($"of {from.Type}"),
        };

    private interface IMove
    {
        void Run<T>(ReadOnlySpan<T> from, Span<T> to, int states);
    }

    private readonly struct Gathered(Strides strides, int offset) : IMove
    {
        public void Run<T>(ReadOnlySpan<T> from, Span<T> to, int states)
        {
            Line<T> line = new(from, to, strides.Inner(0), offset);
            strides.Each(states, ref line);
        }
    }

    private readonly struct Joined(int chunk, int whole, int offset) : IMove
    {
        public void Run<T>(ReadOnlySpan<T> from, Span<T> to, int states)
        {
            for (int i = 0; i < from.Length / chunk; i++)
                from.Slice(i * chunk, chunk).CopyTo(to[((i * whole) + offset)..]);
        }
    }

    private readonly struct Chosen(int chunk, int length, int[] places) : IMove
    {
        public void Run<T>(ReadOnlySpan<T> from, Span<T> to, int states)
        {
            int at = 0;
            for (int row = 0; row < from.Length; row += chunk * length)
            {
                foreach (int place in places)
                {
                    from.Slice(row + (place * chunk), chunk).CopyTo(to[at..]);
                    at += chunk;
                }
            }
        }
    }

    private ref struct Line<T>(ReadOnlySpan<T> from, Span<T> to, int stride, int offset) : ILine
    {
        private readonly ReadOnlySpan<T> _from = from;
        private Span<T> _to = to;

        public void Run(scoped ReadOnlySpan<int> offsets, int length)
        {
            // If an axis is traversed backward, this line may begin before the first element taken.
            int first = offset + offsets[0];
            if (stride == 1)
            {
                _from.Slice(first, length).CopyTo(_to);
            }
            else
            {
                for (int i = 0; i < length; i++)
                    _to[i] = _from[first + (i * stride)];
            }

            _to = _to[length..];
        }
    }
}
