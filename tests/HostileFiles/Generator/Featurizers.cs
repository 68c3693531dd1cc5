using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using Google.Protobuf;
using static DeepQ.HostileFiles.Recipes;
using static DeepQ.Onnx.Format.AttributeProto.Types;

namespace DeepQ.HostileFiles;

/// <summary>Uses of the operators of ai.onnx.ml.</summary>
internal static class Featurizers
{
    public static bool Settled(NodeProto node, Draft draft) => node.OpType switch
    {
        "Scaler" => Numbers(node, draft) && Floats(node, "offset", Width(node, draft)) && Floats(node, "scale", Width(node, draft)),
        "Imputer" => Recipes.Floats(node, draft) && Floats(node, "imputed_value_floats", Width(node, draft)),
        "Normalizer" => Numbers(node, draft)
            && Attribute(node, OnnxAttribute.Text("norm", draft.Random.Next(3) switch { 0 => "MAX", 1 => "L1", _ => "L2" })),
        "Binarizer" => Numbers(node, draft) && Attribute(node, OnnxAttribute.Float("threshold", draft.Number())),
        "LabelEncoder" => LabelEncoder(node, draft),
        "OneHotEncoder" => OneHotEncoder(node, draft),
        "FeatureVectorizer" => FeatureVectorizer(node, draft),
        _ => Numbers(node, draft) && Reads(node, draft.Ints(draft.Random.Next(2), draft.Random.Next(3))),
    };

    private static bool Numbers(NodeProto node, Draft draft) =>
        Reads(node, draft.Any(value => value.Type is OnnxElementType.Float32 or OnnxElementType.Int64 && value.Shape is { Rank: 2, Count: < 1_000 }));

    private static int Width(NodeProto node, Draft draft) =>
        draft.Random.Next(3) == 0 || draft[node.Input[0]].Shape is not { Rank: > 0, Count: < 1_000 } shape ? 1 : (int)shape.Axes[^1];

    private static bool Floats(NodeProto node, string name, int count)
    {
        node.Attribute.Add(new AttributeProto
        {
            Name = name,
            Type = AttributeType.Floats,
            Floats = { Enumerable.Range(1, count).Select(i => (float)i) },
        });
        return true;
    }

    private static bool Texts(NodeProto node, string name, int count)
    {
        node.Attribute.Add(new AttributeProto
        {
            Name = name,
            Type = AttributeType.Strings,
            Strings = { Enumerable.Range(0, count).Select(i => ByteString.CopyFromUtf8($"{i}")) },
        });
        return true;
    }

    private static bool Ints(NodeProto node, string name, int count) =>
        Attribute(node, OnnxAttribute.Ints(name, Enumerable.Range(0, count).Select(i => (long)i)));

    private static bool LabelEncoder(NodeProto node, Draft draft)
    {
        if (!Reads(node, draft.Any(value => value.Type is OnnxElementType.Text or OnnxElementType.Int64 or OnnxElementType.Float32)))
            return false;
        int count = draft.Random.Next(1, 6);
        _ = draft[node.Input[0]].Type switch
        {
            OnnxElementType.Text => Texts(node, "keys_strings", count),
            OnnxElementType.Int64 => Ints(node, "keys_int64s", count),
            _ => Floats(node, "keys_floats", count),
        };
        return draft.Random.Next(3) switch
        {
            0 => Texts(node, "values_strings", count),
            1 => Ints(node, "values_int64s", count),
            _ => Floats(node, "values_floats", count),
        };
    }

    private static bool OneHotEncoder(NodeProto node, Draft draft)
    {
        if (!Reads(node, draft.Any(value => value.Type is OnnxElementType.Text or OnnxElementType.Int64 or OnnxElementType.Float32)))
            return false;
        int count = (int)Math.Min(draft.Length(), 10_000);
        return (draft[node.Input[0]].Type == OnnxElementType.Text ? Texts(node, "cats_strings", count) : Ints(node, "cats_int64s", count))
            && Perhaps(draft, () => Attribute(node, OnnxAttribute.Int("zeros", 1)));
    }

    private static bool FeatureVectorizer(NodeProto node, Draft draft)
    {
        if (!Numbers(node, draft) || !Numbers(node, draft))
            return false;
        IEnumerable<long> widths = node.Input.Select(input => draft[input].Shape.Axes[1]);
        return Attribute(node, OnnxAttribute.Ints(
            "inputdimensions", draft.Random.Next(10) == 0 ? [draft.Whole(), draft.Whole()] : widths));
    }
}
