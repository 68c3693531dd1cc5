using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators of ai.onnx.ml, which ML.NET's featurizers use.</summary>
internal static class FeaturizerRules
{
    private const int TextCost = 256;

    public static GuardedValue[] Scaler(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Number(node, node.Input(0));
        (int offsets, int scales) = (node.Floats("offset")?.Count ?? 0, node.Floats("scale")?.Count ?? 0);
        node.Require(offsets == scales && FitsRow(offsets, input.Shape), $"has {offsets} offsets and {scales} scales for {input.Shape}");
        return Floats(node, input, 4);
    }

    public static GuardedValue[] Normalizer(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Number(node, node.Input(0));
        node.Require(node.Text("norm", "MAX") is "MAX" or "L1" or "L2", "has an unknown norm");
        node.Require(input.Shape.Rank is 1 or 2 && (input.Shape.Rank == 2 || !input.Shape.Batched), $"is given {input.Shape}");
        return Floats(node, input, 16);
    }

    public static GuardedValue[] Imputer(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Number(node, node.Input(0));
        int floats = node.Floats("imputed_value_floats")?.Count ?? 0;
        int wholes = node.Ints("imputed_value_int64s")?.Length ?? 0;
        // Missing values are NaN by default; the attribute may say so.
        node.AnyFloat("replaced_value_float");
        node.Int("replaced_value_int64", 0);
        node.Require(input.Shape.Rank > 0 && (input.IsFloat ? wholes : floats) == 0 && FitsRow(input.IsFloat ? floats : wholes, input.Shape),
            $"has {floats} and {wholes} values for {input.Shape}");
        node.Costs((Int128)4 * input.Shape.Count, input.Shape.Batched);
        return [input with { Known = null }];
    }

    public static GuardedValue[] Binarizer(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Number(node, node.Input(0));
        node.Float("threshold", 0);
        return [input with { Known = null }];
    }

    public static GuardedValue[] LabelEncoder(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        (int? texts, int? classes) = (node.Texts("keys_strings"), node.Texts("classes_strings"));
        (int? wholes, int? floats) = (node.Ints("keys_int64s")?.Length, node.Floats("keys_floats")?.Count);
        (int? toTexts, int? toWholes, int? toFloats) =
            (node.Texts("values_strings"), node.Ints("values_int64s")?.Length, node.Floats("values_floats")?.Count);
        node.Text("default_string", "");
        node.Int("default_int64", -1);
        node.Float("default_float", 0);
        node.Costs((Int128)TextCost * input.Shape.Count, input.Shape.Batched);
        if (classes is not null)
        {
            node.Require(input.Type is OnnxElementType.Text or OnnxElementType.Int64, $"is given {input.Type}");
            return [new(input.Type == OnnxElementType.Text ? OnnxElementType.Int64 : OnnxElementType.Text, input.Shape)];
        }

        int?[] keys = [texts, wholes, floats], values = [toTexts, toWholes, toFloats];
        node.Require(keys.Count(count => count > 0) == 1 && values.Count(count => count > 0) == 1
            && keys.Max() == values.Max(), "has other keys than values");
        OnnxElementType key = Type(texts, wholes);
        node.Require(input.Type == key, $"is given {input.Type} for keys of {key}");
        return [new(Type(toTexts, toWholes), input.Shape)];
    }

    public static GuardedValue[] OneHotEncoder(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        (int? texts, int? wholes) = (node.Texts("cats_strings"), node.Ints("cats_int64s")?.Length);
        node.Require(node.Flag("zeros", true), "ends a run at a category that it does not know");
        node.Require(texts is > 0 != wholes is > 0, "has no categories, or two kinds of them");
        node.Require((input.Type == OnnxElementType.Text) == (texts is > 0), $"is given {input.Type}");
        GuardedShape shape = new(input.Shape.Batched, [.. input.Shape.Axes, (texts > 0 ? texts : wholes)!.Value]);
        node.Costs(shape.Count + ((Int128)TextCost * input.Shape.Count), shape.Batched);
        return [new(OnnxElementType.Float32, shape)];
    }

    public static GuardedValue[] FeatureVectorizer(GuardedNode node)
    {
        GuardedValue[] inputs = [.. node.Inputs.Select(input => ElementwiseRules.Number(node, input))];
        long[] widths = node.Ints("inputdimensions") ?? throw node.Refused("does not say how wide its inputs are");
        // Inputs with more axes become rows of all their values, as from OneHotEncoder.
        node.Require(inputs.All(input => input.Shape.Rank >= 2 && input.Shape.Batched == inputs[0].Shape.Batched
            && input.Shape.Axes[0] == inputs[0].Shape.Axes[0]), "joins what is not one row a state");
        node.Require(widths.SequenceEqual(inputs.Select(Width)),
            $"says that its inputs are {string.Join(", ", widths.Take(8))} wide, and they are not");
        GuardedShape shape = new(inputs[0].Shape.Batched, inputs[0].Shape.Axes[0], widths.Sum());
        return Floats(node, inputs[0] with { Shape = shape, Known = null }, 4);

        static long Width(GuardedValue input) => input.Shape.Count / input.Shape.Axes[0];
    }

    public static GuardedValue[] ArrayFeatureExtractor(GuardedNode node)
    {
        GuardedValue input = node.Input(0);
        long[] indices = node.KnownInts(1);
        int last = node.InnerAxis(-1, input.Shape);
        long length = input.Shape.Axes[last];
        node.Require(input.Shape.Rank >= 2 && indices.All(index => index >= 0 && index < length), $"takes what is beyond {length}");
        node.Costs((Int128)4 * input.Shape.Count, input.Shape.Batched);
        return [new(input.Type, input.Shape.With(last, indices.Length))];
    }

    // With more axes than a row, runtimes differ from the ONNX specification.
    private static bool FitsRow(int count, GuardedShape shape) =>
        count == 1 || (count > 0 && shape.Rank == 2 && count == shape.Axes[1]);

    private static OnnxElementType Type(int? texts, int? wholes) =>
        texts is not null ? OnnxElementType.Text : wholes is not null ? OnnxElementType.Int64 : OnnxElementType.Float32;

    private static GuardedValue[] Floats(GuardedNode node, GuardedValue input, int cost)
    {
        node.Costs((Int128)cost * input.Shape.Count, input.Shape.Batched);
        return [new(OnnxElementType.Float32, input.Shape)];
    }
}
