using DeepQ.Onnx.Engines;
using DeepQ.Serving;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DeepQ.MLNet.Export;

/// <summary>Runs a policy file for an engine in ONNX Runtime, with the inputs and outputs that the engine uses.</summary>
internal sealed class EngineSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OnnxPolicy _network;
    private readonly bool _isUnity;
    private readonly string _observation;

    public EngineSession(byte[] file, EngineFlavor flavor, OnnxPolicyOptions options)
    {
        _isUnity = flavor == EngineFlavor.UnityMLAgents;
        _observation = _isUnity ? "obs_0" : "obs";
        _session = new(file);
        try
        {
            // ML-Agents' file has no values as an output.
            _network = OnnxPolicy.Load(file, options);
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Computes the values and the engine's action, with all actions allowed.</summary>
    public (float[] QValues, long[] Actions) Run(float[] states, int batch)
    {
        int[] shape = [batch, .. _session.InputMetadata[_observation].Dimensions.Skip(1)];
        int actions = _network.ActionCount;
        float[] qValues = new float[batch * actions];
        NamedOnnxValue other = _isUnity
            ? Tensor("action_masks", [.. Enumerable.Repeat(1f, batch * actions)], [batch, actions])
            : Tensor("state_ins", new float[batch], [batch]);
        using var results = _session.Run([Tensor(_observation, states, shape), other]);
        if (_isUnity)
        {
            _network.Evaluate(states, qValues, new int[batch]);
            return (qValues, [.. results.Single(result => result.Name == "deterministic_discrete_actions").AsEnumerable<long>()]);
        }

        qValues = [.. results.Single(result => result.Name == "output").AsEnumerable<float>()];
        return (qValues, [.. qValues.Chunk(actions).Select(row => (long)Array.IndexOf(row, row.Max()))]);
    }

    public void Dispose()
    {
        _session.Dispose();
        _network.Dispose();
    }

    private static NamedOnnxValue Tensor(string name, float[] values, int[] shape) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, shape));
}
