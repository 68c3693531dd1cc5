using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Engines;

/// <summary>Writes a policy with the names, shapes and constants that a game engine expects, and reads such files.</summary>
/// <remarks>
/// Weights and Q-values stay unchanged. The engine's own rules choose the action: ML-Agents uses the deterministic one
/// if it is configured so, Godot the greatest of the values.
/// </remarks>
public static class EngineFile
{
    private const int Lowest = 9;
    private const int Highest = 15;

    /// <summary>Writes the file for an engine.</summary>
    /// <param name="model">The bytes of a policy that takes a state.</param>
    /// <param name="flavor">The engine.</param>
    /// <returns>The bytes of the .onnx file, of operator set 9 to 15.</returns>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    /// <exception cref="ArgumentException">
    /// The model is not a policy with one input and Q-values, or uses operators above set 15.
    /// </exception>
    public static byte[] Write(ReadOnlySpan<byte> model, EngineFlavor flavor)
    {
        ModelProto proto = OnnxModel.Parse(OnnxOutputs.Keep(model, PolicyGraph.QValuesName));
        OperatorSets.Raise(proto, Lowest);
        if (proto.OpsetImport.First(set => set.Domain.Length == 0).Version > Highest)
            throw new ArgumentException($"Engines read operator sets up to {Highest}: export the policy with OperatorSet = {Highest} or lower.");
        GraphProto graph = proto.Graph;
        GraphPruning.Prune(graph);
        ValueInfoProto[] inputs = [.. graph.Input];
        if (inputs is not [{ Type.TensorType: { ElemType: (int)OnnxElementType.Float32, Shape.Dim.Count: > 1 } } state]
            || graph.Output[0].Type?.TensorType?.Shape is not { Dim: [_, { DimValue: > 0 and var actions }] })
        {
            throw new ArgumentException(
                $"Engines take a policy with one observation, Float32 [batch, ...], not with {string.Join(", ", inputs.Select(input => input.Name))}.");
        }

        string observation = flavor == EngineFlavor.UnityMLAgents ? "obs_0" : "obs";
        string values = flavor == EngineFlavor.UnityMLAgents ? PolicyGraph.QValuesName : "output";
        byte[] renamed = OnnxRename.InputsAndOutputs(ContentHash.Restamp(proto), new Dictionary<string, string>
        {
            [state.Name] = observation,
            [PolicyGraph.QValuesName] = values,
        });
        proto = OnnxModel.Parse(renamed);
        EngineGraph engine = new(proto.Graph, (int)actions);
        if (flavor == EngineFlavor.UnityMLAgents)
            engine.AddUnity(values);
        else
            engine.AddGodot();
        return ContentHash.Restamp(proto);
    }

    /// <summary>Takes the network out of a file for an engine. The inputs and outputs that only the engine needs are left out.</summary>
    /// <param name="model">
    /// The bytes of an .onnx file of ML-Agents with one branch of discrete actions, or of Godot RL Agents. Godot's file does not say what
    /// its output is; it is taken for the values of one discrete action.
    /// </param>
    /// <returns>
    /// The bytes of a model with the observation as input and, as output <see cref="PolicyGraph.QValuesName"/>, the values of which the
    /// engine takes the greatest: Q-values, or probabilities or their logarithms in a file that ML-Agents trained. Null if the file is not
    /// one of an engine.
    /// </returns>
    /// <exception cref="PolicyFormatException">
    /// The bytes are not an ONNX model, or a file of ML-Agents with continuous actions, several branches, or values that cannot be found.
    /// </exception>
    public static byte[]? Read(ReadOnlySpan<byte> model)
    {
        try
        {
            return EngineNetwork.Open(model);
        }
        catch (ArgumentException refused)
        {
            throw new PolicyFormatException(refused.Message, refused);
        }
    }
}
