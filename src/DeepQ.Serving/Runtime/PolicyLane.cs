using DeepQ.Serving.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>Memory and bindings for one run at a time; a policy has as many lanes as it has callers at once.</summary>
internal sealed class PolicyLane : IDisposable
{
    private readonly PolicySession _session;
    private readonly PolicySignature _signature;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly TensorBuffer<float> _states;
    private readonly TensorBuffer<byte> _bytes;
    private readonly TensorBuffer<float> _qValues;
    private readonly TensorBuffer<long> _actions;
    private int _boundRows;

    public PolicyLane(PolicySession session, PolicySignature signature)
    {
        (_session, _signature) = (session, signature);
        _binding = session.Native.CreateIoBinding();
        (_states, _bytes) = (new(session.Pinned), new(session.Pinned));
        (_qValues, _actions) = (new(session.Pinned), new(session.Pinned));
    }

    /// <summary>Scores some states in one run.</summary>
    /// <param name="states">Rows × observation size values.</param>
    /// <param name="first">The position of the first of them among those of the call.</param>
    /// <param name="qValues">Rows × actions values; left alone when empty.</param>
    /// <param name="actions">An action for each row; left alone when empty.</param>
    /// <param name="legal">Rows × actions values, true for each action that may be chosen; empty when all may.</param>
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public void Run(
        ReadOnlySpan<float> states, int first, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal)
    {
        int rows = states.Length / _signature.ObservationSize;
        bool reshaped = rows != _boundRows;
        if (reshaped)
            Reshape(rows);
        if (_signature.IsOfBytes)
            PolicyArguments.ToBytes(states, _bytes.Values, _signature.ObservationSize);
        else
            states.CopyTo(_states.Values);

        // An input is copied to a GPU when it is bound, and not again when it is run.
        bool onGpu = _session.GpuDeviceId is not null;
        if (reshaped || onGpu)
            _binding.BindInput(_signature.State, _signature.IsOfBytes ? _bytes.Tensor : _states.Tensor);
        _boundRows = rows;
        if (onGpu)
            _binding.SynchronizeBoundInputs();
        _session.Native.RunWithBinding(_runOptions, _binding);
        if (onGpu)
            _binding.SynchronizeBoundOutputs();

        PolicyAnswers.CheckFinite(_qValues.Values, _signature.ActionCount, first);
        if (!qValues.IsEmpty)
            _qValues.Values.CopyTo(qValues);
        if (!actions.IsEmpty)
            PolicyAnswers.Choose(_qValues.Values, _actions.Values, _signature.ActionCount, actions, legal);
    }

    /// <summary>Runs some states of zeros, whatever comes of it.</summary>
    /// <param name="rows">How many.</param>
    public void Try(int rows)
    {
        try
        {
            Run(new float[rows * _signature.ObservationSize], 0, [], new int[rows], []);
        }
        catch (UnscorableStateException)
        {
            // That is for a caller to be told who really has such a state.
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        _states.Dispose();
        _bytes.Dispose();
        _qValues.Dispose();
        _actions.Dispose();
        _runOptions.Dispose();
    }

    // A tensor has one shape, so each row count needs its own.
    private void Reshape(int rows)
    {
        _boundRows = 0;
        if (_signature.IsOfBytes)
            _bytes.Reshape([rows, .. _signature.StateShape]);
        else
            _states.Reshape([rows, .. _signature.StateShape]);
        _qValues.Reshape(rows, _signature.ActionCount);
        _actions.Reshape(rows);
        _binding.BindOutput(_signature.QValues, _qValues.Tensor);
        _binding.BindOutput(_signature.Action, _actions.Tensor);
    }
}
