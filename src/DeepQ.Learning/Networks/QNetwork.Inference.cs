using System.Runtime.InteropServices;
using DeepQ.Learning.Actions;
using DeepQ.Learning.States;
using DeepQ.Learning.Torch;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

public abstract partial class QNetwork
{
    // One multiplication for each weight and state; about a tenth of a millisecond.
    private const long LeastSharedWork = 1 << 22;

    private long _weights;

    /// <summary>Computes the value of every action in a batch of states, without gradients.</summary>
    /// <param name="states">The states: B × <see cref="ObservationSize"/> values, row-major.</param>
    /// <param name="qValues">Receives Q(s, ·): B × <see cref="ActionCount"/> values, row-major.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    /// <exception cref="InvalidOperationException">A custom module returns a wrong number of values.</exception>
    /// <exception cref="ObjectDisposedException">The network is disposed; the network of a training is disposed with its result.</exception>
    public void QValues(ReadOnlySpan<float> states, Span<float> qValues) => QValues((StateBatch)states, qValues);

    /// <inheritdoc cref="QValues(ReadOnlySpan{float}, Span{float})"/>
    internal void QValues(StateBatch states, Span<float> qValues)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        int batch = states.CountOf(ObservationSize);
        if (batch == 0 || (states.Sparse is null && states.Values.Length != batch * ObservationSize) || qValues.Length != batch * ActionCount)
        {
            throw new ArgumentException(
                $"A batch has {ObservationSize} values and {ActionCount} Q-values per state; " +
                $"{states.Values.Length} and {qValues.Length} were given.");
        }

        using TorchThreads? alone = IsSmall(batch) ? new TorchThreads(1) : null;
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        if (batch == 1 && AsksForNnpack())
            Read(forward(Upload(states).repeat(2, 1)).narrow(0, 0, 1), qValues);
        else
            Read(Forward(states), qValues);
    }

    /// <summary>
    /// Computes the value of every action in a batch of states with these weights in double precision, on the CPU.
    /// </summary>
    internal double[] ExactQValues(double[] states)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using QNetwork copy = Copy();
        copy.MoveTo(CPU);
        copy.to(ScalarType.Float64);
        copy.eval();
        Tensor rows = tensor(states, [states.Length / ObservationSize, ObservationSize]);
        Tensor qValues = copy.forward(rows).to(ScalarType.Float64).contiguous();
        return MemoryMarshal.Cast<byte, double>(qValues.bytes).ToArray();
    }

    void IQFunction.QValues(StateBatch states, Span<float> qValues) => QValues(states, qValues);

    bool IQFunction.IsDeterministic => IsDeterministic;

    void IQFunction.Outputs(StateBatch states, Span<float> outputs)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Read(Outputs(states), outputs);
    }

    /// <summary>Returns the greedy action, argmax_a Q(s, a).</summary>
    /// <param name="state">The state: <see cref="ObservationSize"/> values.</param>
    /// <returns>The action, from 0.</returns>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public int Act(ReadOnlySpan<float> state) => ActLegally(state, []);

    /// <summary>Returns the greedy action among the legal ones.</summary>
    /// <param name="state">The state: <see cref="ObservationSize"/> values.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <returns>The action, from 0.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or no action is legal.</exception>
    public int ActLegally(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal)
    {
        Span<float> qValues = ActionCount <= 256 ? stackalloc float[ActionCount] : new float[ActionCount];
        QValues(state, qValues);
        return Greedy.Action(qValues, legal);
    }

    private bool IsSmall(int batch)
    {
        if (_weights == 0)
            _weights = parameters().Sum(parameter => parameter.numel());
        return _device.type == DeviceType.CPU && batch * _weights < LeastSharedWork;
    }

    // Torch offers a convolution of one image to NNPACK, which on an unsupported CPU writes a line to the standard
    // error stream at each call; a convolution of two images is not offered.
    internal bool AsksForNnpack()
    {
        _convolves ??= !IsKnown && modules().OfType<TorchSharp.Modules.Conv2d>().Any();
        return _convolves.Value && _device.type == DeviceType.CPU;
    }

    /// <summary>Copies a batch of states into a tensor of shape (B, n) on the device of the network.</summary>
    internal Tensor Upload(StateBatch states)
    {
        Tensor batch = empty(states.CountOf(ObservationSize), ObservationSize);
        states.CopyTo(MemoryMarshal.Cast<byte, float>(batch.bytes));
        return _device.type == DeviceType.CPU ? batch : batch.to(_device);
    }

    /// <summary>Copies Q-values out of a tensor of shape (B, A).</summary>
    /// <exception cref="InvalidOperationException">The number of values is wrong, or they are not float32.</exception>
    internal static void Read(Tensor source, Span<float> qValues)
    {
        Tensor host = source.device_type == DeviceType.CPU ? source : source.cpu();
        Tensor rows = host.is_contiguous() ? host : host.contiguous();
        Span<float> values = MemoryMarshal.Cast<byte, float>(rows.bytes);
        if (values.Length != qValues.Length)
        {
            throw new InvalidOperationException(
                $"forward returned a tensor of {source.dtype} and shape ({string.Join(", ", source.shape)}); {qValues.Length} " +
                "values of Float32 were expected: one for each action of each state.");
        }

        values.CopyTo(qValues);
    }
}
