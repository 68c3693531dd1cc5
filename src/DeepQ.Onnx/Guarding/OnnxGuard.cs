using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding;

/// <summary>Checks an untrusted model and rewrites it for a runtime.</summary>
/// <remarks>
/// <para>
/// A runtime is native code that obeys a file: it reads other files named in it, loads custom operators, allocates the
/// memory that a shape requires, and accepts files in its own format. So it only gets bytes written here, from what was
/// parsed and understood: one graph of known operators, with every attribute known, all weights inside, finite and as
/// long as their shapes, and every type and shape tracked from the inputs to the outputs.
/// </para>
/// <para>
/// Values of one state never mix with those of another: the first axis is the batch, and nothing sums over it, reorders
/// it or multiplies it with itself. So memory and work grow with the number of states, and <see cref="OnnxLimits"/>
/// bounds them.
/// </para>
/// </remarks>
public static class OnnxGuard
{
    /// <summary>The number of states per run for which a model is checked by default.</summary>
    public const int DefaultBatchSize = 1_024;

    private const int MostVersions = 25;

    /// <summary>Checks a model and rewrites it.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="profile">The operators that it may use.</param>
    /// <param name="limits">The limits; null for the defaults.</param>
    /// <param name="batchSize">The greatest number of states in a run.</param>
    /// <returns>The model, for a runtime.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is not positive.</exception>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model, or the model is refused.</exception>
    public static CheckedModel Admit(
        ReadOnlySpan<byte> model,
        OnnxProfile profile = OnnxProfile.Policy,
        OnnxLimits? limits = null,
        int batchSize = DefaultBatchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        limits ??= new();
        ModelProto proto = OnnxModel.Parse(model, limits);
        CheckCounts(proto, limits);
        GuardedNames.Check(proto);
        Dictionary<string, long> versions = Versions(proto);
        ModelProto clean = CleanModel.Of(proto, versions);
        GuardedGraph.Check(clean.Graph, versions, profile, new GuardedWork(limits, batchSize));
        byte[] bytes = ContentHash.Restamp(clean);
        return OnnxModel.IsOfRuntime(bytes) ? throw Refusal.Because("cannot be written") : new CheckedModel(bytes);
    }

    /// <summary>Lists the operators of a profile by name, with their domain if they are not standard ones.</summary>
    /// <param name="profile">The profile.</param>
    public static IReadOnlyList<string> Operators(OnnxProfile profile) =>
    [
        .. GuardedOperators.All.Where(entry => entry.Profile <= profile)
            .Select(entry => entry.Name).Order(StringComparer.Ordinal),
    ];

    /// <summary>Refuses a model that is not safe to load and to run.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="profile">The operators that it may use.</param>
    /// <param name="limits">The limits; null for the defaults.</param>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model, or the model is refused.</exception>
    public static void Check(
        ReadOnlySpan<byte> model, OnnxProfile profile = OnnxProfile.Policy, OnnxLimits? limits = null) =>
        Admit(model, profile, limits);

    private static void CheckCounts(ModelProto proto, OnnxLimits limits)
    {
        if (proto.Functions.Count > 0 || proto.TrainingInfo.Count > 0)
            throw Refusal.Because("defines functions or training steps");
        GraphProto graph = proto.Graph;
        if (graph.SparseInitializer.Count > 0)
            throw Refusal.Because("has sparse weights");
        long links = graph.Node.Sum(node => (long)node.Input.Count + node.Output.Count + node.Attribute.Count);
        long ports = graph.Input.Count + graph.Output.Count;
        if (Math.Max(graph.Node.Count, graph.Initializer.Count) > limits.Nodes || links > 10L * limits.Nodes || ports > limits.Nodes)
        {
            throw Refusal.Because(
                $"has {graph.Node.Count} nodes with {links} inputs, outputs and attributes, {graph.Initializer.Count} weights, "
                + $"and {ports} graph inputs and outputs; at most {limits.Nodes} nodes and weights are allowed");
        }
    }

    private static Dictionary<string, long> Versions(ModelProto proto)
    {
        Dictionary<string, long> versions = new(StringComparer.Ordinal);
        foreach (OperatorSetIdProto set in proto.OpsetImport)
        {
            string domain = set.Domain is "ai.onnx" ? "" : set.Domain;
            if (domain is not ("" or GuardedOperators.MachineLearning))
            {
                if (proto.Graph.Node.All(node => node.Domain != domain))
                    continue;
                throw Refusal.Because($"uses the operators of '{Refusal.Short(domain)}', which are not standard ones");
            }

            long least = domain.Length == 0 ? OperatorVersions.Lowest : 1;
            if (set.Version < least || set.Version > MostVersions)
                throw Refusal.Because($"uses version {set.Version} of the operators; versions {least} to {MostVersions} are supported");
            if (!versions.TryAdd(domain, set.Version))
                throw Refusal.Because("declares its operator version twice");
        }

        return versions;
    }
}
