using DeepQ.Contract.Tests.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.Contract.Tests.Onnx;

/// <summary>Tensors of each type, passed through a model that changes nothing.</summary>
public sealed class OnnxColumnTypeTests
{
    private readonly MLContext _context = new(seed: 1);

    public static TheoryData<int, DataKind> Kinds => new()
    {
        { (int)OnnxElement.Float, DataKind.Single },
        { (int)OnnxElement.Double, DataKind.Double },
        { (int)OnnxElement.Int8, DataKind.SByte },
        { (int)OnnxElement.Int16, DataKind.Int16 },
        { (int)OnnxElement.Int32, DataKind.Int32 },
        { (int)OnnxElement.Int64, DataKind.Int64 },
        { (int)OnnxElement.Boolean, DataKind.Boolean },
        { (int)OnnxElement.Text, DataKind.String },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_vector_of_each_type_passes_through(int element, DataKind kind)
    {
        IDataView numbers = _context.Data.LoadFromEnumerable<Pair>([new() { X = [1, 0] }, new() { X = [0, 1] }]);
        IDataView data = _context.Transforms.Conversion.ConvertType("X", outputKind: DataKind.Boolean)
            .Append(_context.Transforms.Conversion.ConvertType("X", outputKind: kind)).Fit(numbers).Transform(numbers);
        using OnnxTransformer same = Identity((OnnxElement)element, -1, 2).Fit(data);

        IDataView passed = same.Transform(data);
        IDataView text = _context.Transforms.Conversion.ConvertType("Y", outputKind: DataKind.String)
            .Append(_context.Transforms.Conversion.ConvertType("X", outputKind: DataKind.String))
            .Fit(passed).Transform(passed);

        Assert.Equal(data.Schema["X"].Type.RawType, passed.Schema["Y"].Type.RawType);
        Assert.Equal(Words(text, "X"), Words(text, "Y"));
    }

    [Fact]
    public void A_scalar_column_fits_a_tensor_of_one_column()
    {
        IDataView data = _context.Data.LoadFromEnumerable(StateRow.Three);
        using OnnxTransformer same = Identity(OnnxElement.Float, "Position", -1, 1).Fit(data);

        Assert.Equal([[1], [2], [3]], same.Transform(data).Vectors<float>("Y"));
    }

    [Fact]
    public void Dimensions_beyond_the_first_stay()
    {
        IDataView data = _context.Data.LoadFromEnumerable<Pair>([new() { X = [1, 2] }]);
        using OnnxTransformer same = Identity(OnnxElement.Float, -1, 2, 1).Fit(data);

        Assert.Equal(
            new VectorDataViewType(NumberDataViewType.Single, 1, 2, 1), same.GetOutputSchema(data.Schema)["Y"].Type);
        Assert.Equal([[1, 2]], same.Transform(data).Vectors<float>("Y"));
    }

    [Fact]
    public void Sparse_vectors_are_scored_too()
    {
        IDataView data = _context.Data.LoadFromEnumerable<Sparse>(
            [new() { X = new VBuffer<float>(2, 1, [5f], [1]) }]);
        using OnnxTransformer same = Identity(OnnxElement.Float, -1, 2).Fit(data);

        Assert.Equal([[0, 5]], same.Transform(data).Vectors<float>("Y"));
    }

    [Fact]
    public void A_given_shape_fills_open_dimensions()
    {
        IDataView data = _context.Data.LoadFromEnumerable<Pair>([new() { X = [1, 2] }]);
        using OnnxModelBuilder builder = new();
        byte[] model = builder.Input("X", OnnxElement.Float, -1, -1).Node("Identity", ["X"], ["Y"])
            .Output("Y", OnnxElement.Float, -1, -1).ToBytes();
        var shapes = new Dictionary<string, int[]> { ["X"] = [1, 2], ["Y"] = [1, 2] };
        using OnnxTransformer same = _context.Transforms.ApplyOnnxModel(new MemoryStream(model), shapes).Fit(data);

        Assert.Equal(
            new VectorDataViewType(NumberDataViewType.Single, 1, 2), same.GetOutputSchema(data.Schema)["Y"].Type);
        Assert.Equal([[1, 2]], same.Transform(data).Vectors<float>("Y"));
    }

    private static string[] Words(IDataView data, string name) =>
        [.. data.Vectors<ReadOnlyMemory<char>>(name).SelectMany(row => row.Select(word => word.ToString()))];

    private OnnxScoringEstimator Identity(OnnxElement element, params long[] shape) => Identity(element, "X", shape);

    private OnnxScoringEstimator Identity(OnnxElement element, string input, params long[] shape)
    {
        using OnnxModelBuilder builder = new();
        byte[] model = builder.Input(input, element, shape).Node("Identity", [input], ["Y"])
            .Output("Y", element, shape).ToBytes();
        return _context.Transforms.ApplyOnnxModel(new MemoryStream(model));
    }

    private sealed class Pair
    {
        [VectorType(2)]
        public float[] X { get; set; }
    }

    private sealed class Sparse
    {
        [VectorType(2)]
        public VBuffer<float> X { get; set; }
    }
}
