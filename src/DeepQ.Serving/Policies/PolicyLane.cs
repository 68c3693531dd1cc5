using DeepQ.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Serving;

/// <summary>Memory and bindings for one run at a time; a policy has as many lanes as it has callers at once.</summary>
internal sealed class PolicyLane : IDisposable
{
    private readonly InferenceSession _session;
    private readonly PolicySignature _signature;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue?[] _bound = new OrtValue?[3];
    private float[] _states = [];
    private byte[] _bytes = [];
    private float[] _qValues = [];
    private long[] _actions = [];
    private int _boundRows;

    public PolicyLane(InferenceSession session, PolicySignature signature)
    {
        (_session, _signature) = (session, signature);
        _binding = session.CreateIoBinding();
    }

    /// <summary>Scores some states in one run.</summary>
    /// <param name="states">Rows × observation size values.</param>
    /// <param name="qValues">Rows × actions values; left alone when empty.</param>
    /// <param name="actions">An action for each row; left alone when empty.</param>
    /// <param name="legal">Rows × actions values, true for each action that may be chosen; empty when all may.</param>
    public void Run(
        ReadOnlySpan<float> states, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal)
    {
        int rows = states.Length / _signature.ObservationSize;
        if (rows != _boundRows)
            Bind(rows);

        if (_signature.IsOfBytes)
            PolicyArguments.ToBytes(states, _bytes, _signature.ObservationSize);
        else
            states.CopyTo(_states);
        _session.RunWithBinding(_runOptions, _binding);
        if (!qValues.IsEmpty)
            _qValues.AsSpan(0, rows * _signature.ActionCount).CopyTo(qValues);
        for (int i = 0; i < actions.Length; i++)
            actions[i] = legal.IsEmpty ? Chosen(i) : BestLegal(i, legal);
    }

    public void Dispose()
    {
        _binding.Dispose();
        Unbind();
        _runOptions.Dispose();
    }

    // A model of another origin computes its actions as it likes.
    private int Chosen(int row) => (ulong)_actions[row] < (ulong)_signature.ActionCount
        ? (int)_actions[row]
        : throw new PolicyFormatException($"The model chose action {_actions[row]} of {_signature.ActionCount}.");

    // From the Q-values, so that masks work with every model, whether its graph knows of them or not.
    private int BestLegal(int row, ReadOnlySpan<bool> legal)
    {
        int first = row * _signature.ActionCount;
        legal = legal.Slice(first, _signature.ActionCount);
        ReadOnlySpan<float> values = _qValues.AsSpan(first, _signature.ActionCount);
        int best = legal.IndexOf(true);
        for (int action = best + 1; action < values.Length; action++)
        {
            if (legal[action] && values[action] > values[best])
                best = action;
        }

        return best;
    }

    /// <summary>Binds the first rows of the arrays: a tensor has one shape, so each row count needs its own.</summary>
    private void Bind(int rows)
    {
        Unbind();
        if (rows > _actions.Length)
        {
            int values = rows * _signature.ObservationSize;
            if (_signature.IsOfBytes)
                _bytes = GC.AllocateUninitializedArray<byte>(values, pinned: true);
            else
                _states = GC.AllocateUninitializedArray<float>(values, pinned: true);
            _qValues = GC.AllocateUninitializedArray<float>(rows * _signature.ActionCount, pinned: true);
            _actions = GC.AllocateUninitializedArray<long>(rows, pinned: true);
        }

        long[] shape = [rows, .. _signature.StateShape];
        _bound[0] = _signature.IsOfBytes ? Tensor(_bytes, shape) : Tensor(_states, shape);
        _bound[1] = Tensor(_qValues, [rows, _signature.ActionCount]);
        _bound[2] = Tensor(_actions, [rows]);
        _binding.BindInput(_signature.State, _bound[0]);
        _binding.BindOutput(_signature.QValues, _bound[1]);
        _binding.BindOutput(_signature.Action!, _bound[2]);
        _boundRows = rows;
    }

    private static OrtValue Tensor<T>(T[] values, long[] shape)
        where T : unmanaged
    {
        int length = (int)shape.Aggregate(1L, (size, axis) => size * axis);
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(0, length), shape);
    }

    private void Unbind()
    {
        _boundRows = 0;
        foreach (OrtValue? tensor in _bound)
            tensor?.Dispose();
        Array.Clear(_bound);
    }
}
