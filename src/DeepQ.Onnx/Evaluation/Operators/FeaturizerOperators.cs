using System.Numerics;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Operators of ai.onnx.ml, which ML.NET's featurizers use.</summary>
internal static class FeaturizerOperators
{
    public static void Scaler(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        float[] offsets = [.. node.Settings.Floats("offset")!], scales = [.. node.Settings.Floats("scale")!];
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> x = memory.Of<float>(from, states);
            Span<float> y = memory.Of<float>(to, states);
            for (int i = 0, at = 0; i < y.Length; i++, at = at + 1 == offsets.Length ? 0 : at + 1)
                y[i] = (x[i] - offsets[at]) * scales[at];
        });
    }

    public static void Normalizer(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        string norm = node.Settings.Text("norm", "MAX");
        int width = (int)node.Shape(0).Axes[^1];
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> x = memory.Of<float>(from, states);
            Span<float> y = memory.Of<float>(to, states);
            for (int row = 0; row < x.Length; row += width)
            {
                float size = norm == "MAX" ? float.MinValue : 0;
                foreach (float value in x.Slice(row, width))
                {
                    size = norm switch
                    {
                        "MAX" => Math.Max(size, value),
                        "L1" => size + Math.Abs(value),
                        _ => size + (value * value),
                    };
                }

                size = norm == "L2" ? MathF.Sqrt(size) : size;
                for (int i = row; i < row + width; i++)
                    y[i] = size == 0 ? x[i] : x[i] / size;
            }
        });
    }

    public static void Imputer(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        float[] values = [.. node.Settings.Floats("imputed_value_floats")!];
        float missing = node.Number("replaced_value_float", 0);
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> x = memory.Of<float>(from, states);
            Span<float> y = memory.Of<float>(to, states);
            for (int i = 0, at = 0; i < y.Length; i++, at = at + 1 == values.Length ? 0 : at + 1)
                y[i] = x[i] == missing || (float.IsNaN(missing) && float.IsNaN(x[i])) ? values[at] : x[i];
        });
    }

    public static void Binarizer(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        float threshold = node.Settings.Float("threshold", 0);
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> x = memory.Of<float>(from, states);
            Span<float> y = memory.Of<float>(to, states);
            for (int i = 0; i < y.Length; i++)
                y[i] = x[i] > threshold ? 1 : 0;
        });
    }

    public static void LabelEncoder(EvaluatedNode node)
    {
        string[]? classes = node.Texts("classes_strings");
        string[]? fromTexts = node.Texts("keys_strings"), toTexts = node.Texts("values_strings");
        long[]? fromWholes = node.Settings.Ints("keys_int64s"), toWholes = node.Settings.Ints("values_int64s");
        float[]? fromFloats = node.Settings.Floats("keys_floats")?.ToArray(), toFloats = node.Settings.Floats("values_floats")?.ToArray();
        if (classes is not null)
        {
            long[] numbers = [.. Enumerable.Range(0, classes.Length).Select(i => (long)i)];
            if (node.Input(0).Type == OnnxElementType.Text)
                (fromTexts, toWholes) = (classes, numbers);
            else
                (fromWholes, toTexts) = (numbers, classes);
        }

        string text = node.Settings.Text("default_string", "_Unused");
        long whole = node.Settings.Int("default_int64", -1);
        float number = node.Settings.Float("default_float", 0);
        switch (fromTexts, fromWholes, fromFloats, toTexts, toWholes, toFloats)
        {
            case ({ } keys, _, _, { } values, _, _): FromText(node, keys, values, text); break;
            case ({ } keys, _, _, _, { } values, _): FromText(node, keys, values, whole); break;
            case ({ } keys, _, _, _, _, { } values): FromText(node, keys, values, number); break;
            case (_, { } keys, _, { } values, _, _): ToText(node, keys, values, text); break;
            case (_, { } keys, _, _, { } values, _): Between(node, keys, values, whole); break;
            case (_, { } keys, _, _, _, { } values): Between(node, keys, values, number); break;
            case (_, _, { } keys, { } values, _, _): ToText(node, keys, values, text); break;
            case (_, _, { } keys, _, { } values, _): Between(node, keys, values, whole); break;
            case (_, _, { } keys, _, _, { } values): Between(node, keys, values, number); break;
            default: throw node.Unsupported("without keys or values");
        }
    }

    public static void OneHotEncoder(EvaluatedNode node)
    {
        Storage from = node.Read(0), to = node.Write();
        if (node.Texts("cats_strings") is { Length: > 0 } texts)
        {
            Dictionary<string, int> places = Places(texts);
            node.Emit((memory, states) => Mark(memory.Texts(from, states), memory.Of<float>(to, states), places));
            return;
        }

        Dictionary<long, int> numbers = Places(node.Settings.Ints("cats_int64s")!);
        switch (node.Input(0).Type)
        {
            case OnnxElementType.Int64: Emit<long>(); break;
            case OnnxElementType.Int32: Emit<int>(); break;
            case OnnxElementType.Float32: Emit<float>(); break;
            case OnnxElementType.Float64: Emit<double>(); break;
            default: throw node.Unsupported($"of {node.Input(0).Type}");
        }

        void Emit<T>()
            where T : unmanaged, INumber<T> => node.Emit((memory, states) =>
        {
            ReadOnlySpan<T> x = memory.Of<T>(from, states);
            Span<float> y = memory.Of<float>(to, states);
            y.Clear();
            for (int i = 0; i < x.Length; i++)
            {
                // A runtime drops the fraction; NaN is not a category.
                if (!T.IsNaN(x[i]) && numbers.TryGetValue(long.CreateSaturating(x[i]), out int place))
                    y[(i * (y.Length / x.Length)) + place] = 1;
            }
        });
    }

    public static void FeatureVectorizer(EvaluatedNode node)
    {
        for (int i = 0; i < node.InputCount; i++)
            ElementwiseOperators.RequireFloat(node, i);
        MovementOperators.Join(node, 1);
    }

    private static void FromText<TValue>(EvaluatedNode node, string[] keys, TValue[] values, TValue otherwise)
        where TValue : unmanaged
    {
        Dictionary<string, int> places = Places(keys);
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<string> x = memory.Texts(from, states);
            Span<TValue> y = memory.Of<TValue>(to, states);
            for (int i = 0; i < x.Length; i++)
                y[i] = places.TryGetValue(x[i], out int place) ? values[place] : otherwise;
        });
    }

    private static void FromText(EvaluatedNode node, string[] keys, string[] values, string otherwise)
    {
        Dictionary<string, int> places = Places(keys);
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<string> x = memory.Texts(from, states);
            Span<string> y = memory.Texts(to, states);
            for (int i = 0; i < x.Length; i++)
                y[i] = places.TryGetValue(x[i], out int place) ? values[place] : otherwise;
        });
    }

    private static void ToText<TKey>(EvaluatedNode node, TKey[] keys, string[] values, string otherwise)
        where TKey : unmanaged, INumber<TKey>
    {
        Dictionary<TKey, int> places = Places(keys);
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<TKey> x = memory.Of<TKey>(from, states);
            Span<string> y = memory.Texts(to, states);
            for (int i = 0; i < x.Length; i++)
                y[i] = places.TryGetValue(x[i], out int place) ? values[place] : otherwise;
        });
    }

    private static void Between<TKey, TValue>(EvaluatedNode node, TKey[] keys, TValue[] values, TValue otherwise)
        where TKey : unmanaged, INumber<TKey>
        where TValue : unmanaged
    {
        Dictionary<TKey, int> places = Places(keys);
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<TKey> x = memory.Of<TKey>(from, states);
            Span<TValue> y = memory.Of<TValue>(to, states);
            for (int i = 0; i < x.Length; i++)
                y[i] = places.TryGetValue(x[i], out int place) ? values[place] : otherwise;
        });
    }

    private static void Mark(ReadOnlySpan<string> x, Span<float> y, Dictionary<string, int> places)
    {
        y.Clear();
        for (int i = 0; i < x.Length; i++)
        {
            if (places.TryGetValue(x[i], out int place))
                y[(i * (y.Length / x.Length)) + place] = 1;
        }
    }

    // Of equal keys, the last one applies.
    private static Dictionary<T, int> Places<T>(T[] keys)
        where T : notnull
    {
        Dictionary<T, int> places = [];
        for (int i = 0; i < keys.Length; i++)
            places[keys[i]] = i;
        return places;
    }
}
