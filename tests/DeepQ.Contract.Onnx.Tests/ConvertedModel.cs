using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DeepQ.Contract.Onnx.Tests;

/// <summary>A pipeline as ONNX Runtime runs it: on all rows at once.</summary>
internal sealed class ConvertedModel : IDisposable
{
    private readonly InferenceSession _session;

    public ConvertedModel(byte[] file) => _session = new InferenceSession(file);

    public IReadOnlyList<string> Inputs => _session.InputNames;

    public IReadOnlyList<string> Outputs => _session.OutputNames;

    public static byte[] Bytes(MLContext context, ITransformer model, IDataView data)
    {
        using var file = new MemoryStream();
        context.Model.ConvertToOnnx(model, data, file);
        return file.ToArray();
    }

    public int[] InputShape(string name) => _session.InputMetadata[name].Dimensions;

    public T[] Run<T>(string output, FlightRow[] rows)
    {
        List<NamedOnnxValue> all =
        [
            Column("Height", rows.Select(row => row.Height)),
            Column("Speed", rows.Select(row => row.Speed)),
            Column("Wind", rows.SelectMany(row => row.Wind), width: 2),
            Column("Weather", rows.Select(row => row.Weather)),
            Column("Engines", rows.Select(row => row.Engines)),
        ];
        NamedOnnxValue[] known = [.. all.Where(value => Inputs.Contains(value.Name))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = _session.Run(known, [output]);
        return [.. results[0].AsEnumerable<T>()];
    }

    public void Dispose() => _session.Dispose();

    private static NamedOnnxValue Column<T>(string name, IEnumerable<T> values, int width = 1)
    {
        T[] items = [.. values];
        return NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(items, [items.Length / width, width]));
    }
}
