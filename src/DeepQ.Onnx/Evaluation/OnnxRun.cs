using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Evaluation;

/// <summary>The memory of a program's runs, one at a time; a run allocates nothing.</summary>
public sealed class OnnxRun
{
    private readonly OnnxProgram _program;
    private readonly RunMemory _memory;

    internal OnnxRun(OnnxProgram program, RunMemory memory) => (_program, _memory) = (program, memory);

    /// <summary>Returns the elements of an input, to be written before each run.</summary>
    /// <typeparam name="T">Their type: <see cref="float"/>, <see cref="byte"/>, <see cref="string"/> and so on.</typeparam>
    /// <param name="input">The number of the input, in the order of <see cref="OnnxProgram.InputNames"/>.</param>
    /// <param name="states">The number of states, at most the program's capacity.</param>
    /// <returns>The elements of all states, row-major.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The input does not exist, or there are too many states.</exception>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public Span<T> Input<T>(int input, int states) => Elements<T>(_program.Inputs[input].Storage, states);

    /// <summary>Computes the outputs.</summary>
    /// <param name="states">The number of states, at most the program's capacity.</param>
    /// <param name="all">Whether all outputs are needed, or only the first ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too many states, or none.</exception>
    public void Run(int states, bool all = true)
    {
        Check(states);
        _program.Run(_memory, states, all);
    }

    /// <summary>Returns the elements of an output after a run.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="output">The number of the output, in the requested order.</param>
    /// <param name="states">The number of states of the run.</param>
    /// <returns>The elements of all states, row-major, until the next run.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The output does not exist, or there are too many states.</exception>
    /// <exception cref="ArgumentException">The elements have another type.</exception>
    public ReadOnlySpan<T> Output<T>(int output, int states) => Elements<T>(_program.Outputs[output], states);

    private Span<T> Elements<T>(Storage value, int states)
    {
        Check(states);
        return value.Type switch
        {
            OnnxElementType.Float32 => As<float, T>(value, states),
            OnnxElementType.Float64 => As<double, T>(value, states),
            OnnxElementType.Float16 => As<Half, T>(value, states),
            OnnxElementType.Int8 => As<sbyte, T>(value, states),
            OnnxElementType.UInt8 => As<byte, T>(value, states),
            OnnxElementType.Int16 => As<short, T>(value, states),
            OnnxElementType.UInt16 => As<ushort, T>(value, states),
            OnnxElementType.Int32 => As<int, T>(value, states),
            OnnxElementType.UInt32 => As<uint, T>(value, states),
            OnnxElementType.Int64 => As<long, T>(value, states),
            OnnxElementType.UInt64 => As<ulong, T>(value, states),
            OnnxElementType.Boolean => As<bool, T>(value, states),
            _ when typeof(T) == typeof(string) => Retyped<string, T>(_memory.Texts(value, states)),
            _ => throw Other<T>(value),
        };
    }

    private Span<T> As<TElement, T>(Storage value, int states)
        where TElement : unmanaged =>
        typeof(T) == typeof(TElement) ? Retyped<TElement, T>(_memory.Of<TElement>(value, states)) : throw Other<T>(value);

    // The types are known to be equal.
    private static Span<TTo> Retyped<TFrom, TTo>(Span<TFrom> elements) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(elements)), elements.Length);

    private static ArgumentException Other<T>(Storage value) => new($"The elements are {value.Type}, not {typeof(T).Name}.");

    private void Check(int states)
    {
        if (states <= 0 || states > _program.Capacity)
            throw new ArgumentOutOfRangeException(nameof(states), states, $"A run has 1 to {_program.Capacity} states.");
    }
}
