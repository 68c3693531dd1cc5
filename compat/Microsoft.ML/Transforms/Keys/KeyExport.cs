using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keys in ONNX graphs.</summary>
internal static class KeyExport
{
    private const string MachineLearning = "ai.onnx.ml";

    /// <summary>Values to keys, those without one to 0.</summary>
    internal static string ToKeys<T>(IOnnxGraph graph, string tensor, DataViewType itemType, T[] values)
    {
        long[] keys = [.. Enumerable.Range(1, values.Length).Select(key => (long)key)];
        (string Name, object Value) known = ("keys_strings", null);
        if (values is ReadOnlyMemory<char>[] texts)
            known.Value = texts.Select(text => text.ToString()).ToArray();
        else if (values is float[])
            known = ("keys_floats", values);
        else if (itemType is NumberDataViewType or BooleanDataViewType or KeyDataViewType && values is not double[])
            known = ("keys_int64s", values.Select(value => Convert.ToInt64(value)).ToArray());
        else
            throw new NotSupportedException($"keys for values of type {itemType}");
        bool areWhole = known.Value is long[];
        string source = areWhole ? graph.Cast(tensor, NumberDataViewType.Int64) : tensor;
        string found = graph.Add(
            $"{MachineLearning}::LabelEncoder", [source], known, ("values_int64s", keys), ("default_int64", 0L));
        return graph.Cast(found, NumberDataViewType.UInt32);
    }

    /// <summary>Keys to values: <paramref name="values"/> begins with what stands for key 0.</summary>
    internal static string ToValues<T>(IOnnxGraph graph, string tensor, T[] values)
        => graph.Add(
            "Gather",
            [graph.Constant(values, values.Length), graph.Cast(tensor, NumberDataViewType.Int64)],
            ("axis", 0L));

    /// <summary>Keys [N, …] to indicators [N, …, count]: a one where the key is, nothing for key 0.</summary>
    internal static string ToIndicators(IOnnxGraph graph, string keys, int count, int axis)
    {
        long[] candidates = [.. Enumerable.Range(1, count).Select(key => (long)key)];
        string whole = graph.Cast(keys, NumberDataViewType.Int64);
        string wide = graph.Add("Unsqueeze", [whole], ("axes", new[] { (long)axis }));
        return graph.Cast(graph.Add("Equal", [wide, graph.Constant(candidates, count)]), NumberDataViewType.Single);
    }
}
