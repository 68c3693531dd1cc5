using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>Memory and bindings for one run at a time; a policy has as many lanes as it has callers at once.</summary>
internal sealed class InferenceSlot : IDisposable
{
    private readonly PolicySession _session;
    private readonly PolicySignature _signature;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly TensorBuffer<float> _states;
    private readonly TensorBuffer<byte> _bytes;
    private readonly TensorBuffer<float> _qValues;
    private readonly TensorBuffer<long> _actions;
    private readonly TensorBuffer<bool> _mask;
    private readonly TensorBuffer<float> _margins;
    private readonly TensorBuffer<float> _distributions;
    private int _boundRows;
    private bool _boundExtras;

    public InferenceSlot(PolicySession session, PolicySignature signature)
    {
        (_session, _signature) = (session, signature);
        _binding = session.Native.CreateIoBinding();
        (_states, _bytes) = (new(session.Pinned), new(session.Pinned));
        (_qValues, _actions, _mask) = (new(session.Pinned), new(session.Pinned), new(session.Pinned));
        (_margins, _distributions) = (new(session.Pinned), new(session.Pinned));
    }

    /// <summary>Scores some states in one run.</summary>
    /// <param name="states">Rows × observation size values.</param>
    /// <param name="first">The position of the first of them among those of the call.</param>
    /// <param name="outputs">Where the answers go.</param>
    /// <param name="legal">Rows × actions values, true for each action that may be chosen; empty when all may.</param>
    /// <exception cref="UnscorableStateException">A Q-value is NaN or infinite.</exception>
    public void Run(ReadOnlySpan<float> states, int first, PolicyOutputs outputs, ReadOnlySpan<bool> legal)
    {
        int rows = states.Length / _signature.ObservationSize;
        bool reshaped = rows != _boundRows || outputs.HasExtras != _boundExtras;
        if (reshaped)
            Reshape(rows, outputs.HasExtras);
        if (_signature.IsOfBytes)
            PolicyArguments.ToBytes(states, _bytes.Values, _signature.ObservationSize);
        else
            states.CopyTo(_states.Values);

        // An input is copied to a GPU when it is bound, and not again when it is run.
        bool onGpu = _session.GpuDeviceId is not null;
        if (reshaped || onGpu)
        {
            _binding.BindInput(_signature.State, _signature.IsOfBytes ? _bytes.Tensor : _states.Tensor);
            if (_signature.IsMaskRequired)
                _binding.BindInput(PolicyGraph.MaskName, _mask.Tensor);
        }

        _boundRows = rows;
        if (onGpu)
            _binding.SynchronizeBoundInputs();
        _session.Native.RunWithBinding(_runOptions, _binding);
        if (onGpu)
            _binding.SynchronizeBoundOutputs();

        PolicyAnswers.CheckFinite(_qValues.Values, _signature.ActionCount, first);
        if (!outputs.QValues.IsEmpty)
            _qValues.Values.CopyTo(outputs.QValues);
        if (!outputs.Distributions.IsEmpty)
            _distributions.Values.CopyTo(outputs.Distributions);
        PolicyAnswers.Choose(
            _qValues.Values,
            _actions.Values,
            outputs.Margins.IsEmpty ? [] : _margins.Values,
            legal,
            _signature.ActionCount,
            outputs.Actions,
            outputs.Margins);
    }

    /// <summary>Runs some states of zeros, whatever comes of it.</summary>
    /// <param name="rows">How many.</param>
    public void Try(int rows)
    {
        try
        {
            Run(new float[rows * _signature.ObservationSize], 0, new PolicyOutputs { Actions = new int[rows] }, []);
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
        _mask.Dispose();
        _margins.Dispose();
        _distributions.Dispose();
        _runOptions.Dispose();
    }

    // A tensor has one shape, so each row count needs its own.
    private void Reshape(int rows, bool withExtras)
    {
        _boundRows = 0;
        _binding.ClearBoundOutputs();
        if (_signature.IsOfBytes)
            _bytes.Reshape([rows, .. _signature.StateShape]);
        else
            _states.Reshape([rows, .. _signature.StateShape]);
        _qValues.Reshape(rows, _signature.ActionCount);
        _actions.Reshape(rows);
        _binding.BindOutput(_signature.QValues, _qValues.Tensor);
        _binding.BindOutput(_signature.Action, _actions.Tensor);
        if (_signature.IsMaskRequired)
        {
            // All are legal to the graph: the choice among the legal ones is made here, whatever the graph can do.
            _mask.Reshape(rows, _signature.ActionCount);
            _mask.Values.Fill(true);
        }

        _boundExtras = withExtras;
        if (withExtras)
            BindExtras(rows);
    }

    private void BindExtras(int rows)
    {
        if (_signature.HasMargin)
        {
            _margins.Reshape(rows);
            _binding.BindOutput(PolicyGraph.MarginName, _margins.Tensor);
        }

        if (_signature.Distribution is { Size: var size })
        {
            _distributions.Reshape(rows, _signature.ActionCount, size);
            _binding.BindOutput(PolicyGraph.DistributionName, _distributions.Tensor);
        }
    }
}
