using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Onnx;

[assembly: LoadableTransformer(OnnxTransformer.LoaderSignature, typeof(OnnxTransformer))]

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Scores an ONNX model, one row at a time.</summary>
public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    internal const string LoaderSignature = "OnnxTransform";
    private const string ModelEntry = "OnnxModel";
    private readonly OnnxModel _model;
    private readonly string[] _inputs;
    private readonly OnnxTensor[] _outputs;
    private readonly IDictionary<string, int[]> _shapes;

    internal OnnxTransformer(IHost host, OnnxOptions options, byte[] modelBytes)
        : base(host)
    {
        var settings = (IHostEnvironmentInternal)host;
        _shapes = options.ShapeDictionary ?? new Dictionary<string, int[]>();
        _model = new OnnxModel(
            modelBytes,
            options,
            options.GpuDeviceId ?? settings.GpuDeviceId,
            options.FallbackToCpu || settings.FallbackToCpu);
        try
        {
            _inputs = options.InputColumns ?? [.. _model.Inputs.Select(input => input.Name)];
            _outputs = options.OutputColumns == null
                ? _model.Outputs
                : [.. options.OutputColumns.Select(_model.FindOutput)];
        }
        catch
        {
            _model.Dispose();
            throw;
        }
    }

    public void Dispose() => _model.Dispose();

    internal static OnnxTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        BinaryReader reader = ctx.Reader;
        var options = new OnnxOptions
        {
            InputColumns = ReadAll(reader, reader.ReadString),
            OutputColumns = ReadAll(reader, reader.ReadString),
            ShapeDictionary = new Dictionary<string, int[]>(ReadAll(
                reader, () => KeyValuePair.Create(reader.ReadString(), ReadAll(reader, reader.ReadInt32)))),
        };
        byte[] bytes = null;
        ctx.LoadEntry(ModelEntry, entry => bytes = entry.ReadBytes(entry.ReadInt32()));
        return new OnnxTransformer(env.Register(LoaderSignature), options, bytes);
    }

    /// <summary>The inputs of the model that columns are read for.</summary>
    internal OnnxTensor[] FindInputs() => [.. _inputs.Select(_model.FindInput)];

    internal SchemaShape GetOutputShape(SchemaShape inputSchema)
    {
        foreach (OnnxTensor input in FindInputs())
        {
            SchemaShape.Column source = inputSchema.FindColumn(input.Name);
            if (source.ItemType.RawType != input.ItemType.RawType)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(inputSchema),
                    $"Schema mismatch for input column '{source.Name}': "
                        + $"expected {input.ItemType}, got {source.ItemType}");
            }
        }

        return inputSchema.With(_outputs.Select(ShapeOf));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(OnnxTransformer));
        WriteAll(ctx.Writer, _inputs, ctx.Writer.Write);
        WriteAll(ctx.Writer, [.. _outputs.Select(output => output.Name)], ctx.Writer.Write);
        WriteAll(ctx.Writer, [.. _shapes], entry =>
        {
            ctx.Writer.Write(entry.Key);
            WriteAll(ctx.Writer, entry.Value, ctx.Writer.Write);
        });
        ctx.SaveEntry(ModelEntry, writer =>
        {
            writer.Write(_model.Bytes.Length);
            writer.Write(_model.Bytes);
        });
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        OnnxTensor[] inputs = FindInputs();
        return new OnnxRowMapper(
            _model, inputs, _outputs, [.. inputs.Select(input => schema[FindInputColumn(schema, input.Name)])]);
    }

    // The library's own estimator promises the output under the model's name for it, ending and all.
    private static SchemaShape.Column ShapeOf(OnnxTensor output)
    {
        SchemaShape.Column.VectorKind kind = output.ColumnType switch
        {
            VectorDataViewType { IsKnownSize: true } => SchemaShape.Column.VectorKind.Vector,
            VectorDataViewType => SchemaShape.Column.VectorKind.VariableVector,
            _ => SchemaShape.Column.VectorKind.Scalar,
        };
        return new SchemaShape.Column(output.Name, kind, output.ItemType, isKey: false);
    }

    private static void WriteAll<T>(BinaryWriter writer, T[] items, Action<T> write)
    {
        writer.Write(items.Length);
        foreach (T item in items)
            write(item);
    }

    private static T[] ReadAll<T>(BinaryReader reader, Func<T> read)
    {
        var items = new T[reader.ReadInt32()];
        for (int i = 0; i < items.Length; i++)
            items[i] = read();
        return items;
    }
}
