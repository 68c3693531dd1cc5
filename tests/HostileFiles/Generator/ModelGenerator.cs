using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;
using Google.Protobuf;

namespace DeepQ.HostileFiles;

/// <summary>Makes up models that are policies by their shape, of any operators in any order.</summary>
/// <remarks>
/// Each node is one that the guard lets through, so that a graph grows deep and a runtime really runs it; some files are
/// spoiled afterwards, which the guard is to see.
/// </remarks>
internal static class ModelGenerator
{
    private static readonly int[] Versions = [7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20, 21, 21, 22];

    /// <summary>A model, always the same for the same numbers.</summary>
    /// <param name="seed">The seed of a series.</param>
    /// <param name="index">The position in the series; it also says which operator is tried first.</param>
    public static GeneratedModel Generate(int seed, int index)
    {
        Random random = new(HashCodeOf(seed, index));
        OnnxProfile profile = index % 2 == 0 ? OnnxProfile.Policy : OnnxProfile.Pipeline;
        string[] operators = [.. GuardedOperators.All.Where(entry => entry.Profile <= profile).Select(entry => entry.Name).Order()];
        bool image = random.Next(2) == 0;
        long[] observation = image ? [random.Next(1, 4), random.Next(4, 12), random.Next(4, 12)] : [random.Next(1, 8)];
        bool bytes = random.Next(8) == 0;
        Draft draft = new(
            random, profile, Versions[random.Next(Versions.Length)], observation, bytes ? OnnxElementType.UInt8 : OnnxElementType.Float32);
        if (bytes)
            draft.TryAdd(new NodeProto { OpType = "Cast", Input = { "State" }, Attribute = { OnnxAttribute.Int("to", 1).Proto } });
        Try(operators[index / 2 % operators.Length], draft, 8);
        for (int nodes = random.Next(1, 14); nodes > 0; nodes--)
            Try(operators[random.Next(operators.Length)], draft, 2);
        try
        {
            return new(Finished(draft), profile, [.. draft.Graph.Node.Select(node => node.Domain.Length > 0 ? $"{node.Domain}.{node.OpType}" : node.OpType).Distinct()]);
        }
        catch (PolicyFormatException)
        {
            // There was no room left for an end.
            return Generate(seed + 1, index);
        }
    }

    private static int HashCodeOf(int seed, int index) => unchecked((seed * 1_000_003) ^ (index * 7_919));

    private static void Try(string name, Draft draft, int tries)
    {
        for (; tries > 0; tries--)
        {
            try
            {
                if (Recipes.Use(name, draft) is { } node && draft.TryAdd(node))
                    return;
            }
            catch (PolicyFormatException)
            {
                // A weight that is too large: another try makes another.
            }
        }
    }

    // Whatever was computed has a part in the Q-values, or a runtime would leave it out.
    private static byte[] Finished(Draft draft)
    {
        GraphProto graph = draft.Graph;
        string[] used = [.. graph.Node.SelectMany(node => node.Output).Where(name => draft[name].Shape.Batched).Reverse().Take(3)];
        string sum = Row(draft, "State");
        foreach (string value in used)
            sum = Added(draft, "Add", sum, Row(draft, value));
        graph.Node.Add(new NodeProto { OpType = "Identity", Input = { sum }, Output = { "QValues" } });
        graph.Output.Add(GraphMessages.Value("QValues", OnnxElementType.Float32, ["batch", 2]));
        ModelProto model = new()
        {
            IrVersion = OperatorVersions.FileFormat(draft.Version),
            Graph = graph,
            OpsetImport =
            {
                new OperatorSetIdProto { Version = draft.Version },
                new OperatorSetIdProto { Domain = GuardedOperators.MachineLearning, Version = 2 },
            },
        };
        if (draft.Random.Next(4) == 0)
            Spoil(model, draft.Random);
        return model.ToByteArray();
    }

    private static string Row(Draft draft, string value)
    {
        GuardedValue known = draft[value];
        string real = value;
        if (known.Type != OnnxElementType.Float32)
            real = draft.TryAdd("Cast", [value], OnnxAttribute.Int("to", 1)) ?? "State";
        string flat = Added(draft, "Reshape", real, draft.Ints(-1, draft[real].Shape.Count));
        long width = draft[flat].Shape.Axes[^1];
        if (width > 1_000)
        {
            flat = Added(draft, "GlobalMaxPool", Added(draft, "Reshape", flat, draft.Ints(-1, 1, width)));
            flat = Added(draft, "Reshape", flat, draft.Ints(-1, 1));
            width = 1;
        }

        return Added(draft, "MatMul", flat, draft.Weight(OnnxElementType.Float32, width, 2));
    }

    private static string Added(Draft draft, string type, params string[] inputs) =>
        draft.TryAdd(type, inputs) ?? throw new PolicyFormatException("There is no room for an end.");

    private static void Spoil(ModelProto model, Random random)
    {
        NodeProto node = model.Graph.Node[random.Next(model.Graph.Node.Count)];
        switch (random.Next(9))
        {
            case 0 when node.Attribute.Count > 0:
                node.Attribute[random.Next(node.Attribute.Count)].I = random.NextInt64();
                break;
            case 1 when node.Attribute.Count > 0 && node.Attribute[0].Ints.Count > 0:
                node.Attribute[0].Ints[0] = random.Next(2) == 0 ? random.NextInt64() : random.Next(-3, 70_000);
                break;
            case 2 when model.Graph.Initializer.Count > 0:
                model.Graph.Initializer[random.Next(model.Graph.Initializer.Count)].Dims.Add(random.Next(3));
                break;
            case 3:
                node.OpType = random.Next(2) == 0 ? "Mod" : "Div";
                break;
            case 4:
                model.Graph.Input[0].Type.TensorType.Shape.Dim[^1].DimValue = 1L << random.Next(1, 62);
                break;
            case 5:
                model.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 1L << random.Next(1, 40);
                break;
            case 6:
                model.OpsetImport[0].Version = random.Next(1, 26);
                break;
            case 7:
                node.Attribute.Add(OnnxAttribute.Int(random.Next(2) == 0 ? "axis" : "keepdims", random.Next(-9, 9)).Proto);
                break;
            default:
                node.Input.Add(model.Graph.Node[random.Next(model.Graph.Node.Count)].Output[0]);
                break;
        }
    }
}
