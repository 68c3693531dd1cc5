using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving.Runtime;

/// <summary>The memory and bindings of one run of states at a time.</summary>
internal sealed class InferenceSlot : PolicyLane
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
    private readonly TensorBuffer<float> _uncertainties;
    private int _boundRows;
    private bool _boundExtras;

    public InferenceSlot(PolicySession session, PolicySignature signature)
    {
        (_session, _signature) = (session, signature);
        _binding = session.Native.CreateIoBinding();
        (_states, _bytes) = (new(session.Pinned), new(session.Pinned));
        (_qValues, _actions, _mask) = (new(session.Pinned), new(session.Pinned), new(session.Pinned));
        (_margins, _distributions, _uncertainties) = (new(session.Pinned), new(session.Pinned), new(session.Pinned));
    }

    public override ReadOnlySpan<float> QValues => _qValues.Values;

    public override ReadOnlySpan<long> Actions => _actions.Values;

    public override ReadOnlySpan<float> Margins => _margins.Values;

    public override ReadOnlySpan<float> Distributions => _distributions.Values;

    public override ReadOnlySpan<float> Uncertainties => _uncertainties.Values;

    public override void Run(ReadOnlySpan<float> states, bool all)
    {
        int rows = states.Length / _signature.ObservationSize;
        bool reshaped = rows != _boundRows || all != _boundExtras;
        if (reshaped)
            Reshape(rows, all);
        if (_signature.IsOfBytes)
            PolicyArguments.ToBytes(states, _bytes.Values, _signature.ObservationSize);
        else
            states.CopyTo(_states.Values);

        // An input is copied to a GPU when it is bound, not when it is run.
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
    }

    public override void Run(PolicyRows rows, int first, int count, bool all) =>
        throw new InvalidOperationException("The policy takes states.");

    protected override void Dispose(bool disposing)
    {
        _binding.Dispose();
        _states.Dispose();
        _bytes.Dispose();
        _qValues.Dispose();
        _actions.Dispose();
        _mask.Dispose();
        _margins.Dispose();
        _distributions.Dispose();
        _uncertainties.Dispose();
        _runOptions.Dispose();
        base.Dispose(disposing);
    }

    // A tensor has one shape, so each row count needs a separate one.
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
            // All actions are legal for the graph: the choice among the legal ones is made here, whatever the graph
            // supports.
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

        if (_signature.HasUncertainty)
        {
            _uncertainties.Reshape(rows, _signature.ActionCount);
            _binding.BindOutput(PolicyGraph.UncertaintyName, _uncertainties.Tensor);
        }
    }
}
