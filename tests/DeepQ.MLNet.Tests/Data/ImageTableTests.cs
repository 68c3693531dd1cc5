using Microsoft.ML.Transforms;

namespace DeepQ.MLNet.Tests.Data;

/// <summary>Tables whose states are images: vectors of three axes.</summary>
public sealed class ImageTableTests
{
    private const int Height = 3;
    private const int Width = 4;

    // A dot on the left is answered by 0, one on the right by 1.
    private static readonly Picture[] Log =
    [
        .. from y in Enumerable.Range(0, Height)
           from x in Enumerable.Range(0, Width)
           from action in Enumerable.Range(0, 2)
           select new Picture { State = Dot(y, x), Action = action, Reward = x < 2 == (action == 0) ? 1 : 0 },
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Convolutions_learn_from_images_of_bytes(bool featurizes)
    {
        MLContext context = new(1);
        TypeConvertingEstimator numbers = context.Transforms.Conversion.ConvertType("State");
        DeepQTrainer.Options options = new()
        {
            Network = new() { Convolutions = [new(8, 2)], HiddenUnits = [16] },
            Updates = 500,
            Featurizer = featurizes ? numbers : null,
        };
        IDataView table = Table(context, 1, Height, Width);
        IDataView read = featurizes ? table : numbers.Fit(table).Transform(table);
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(options).Fit(read);

        Assert.Equal([1, Height, Width], model.Policy.Metadata!.ObservationShape);
        Assert.All(Log, row => Assert.Equal(Best(row), model.Policy.Act([.. row.State.Select(value => (float)value)])));
        IDataView states = numbers.Fit(table).Transform(table);
        Assert.Equal(
            Log.Select(Best),
            context.Data.CreateEnumerable<Choice>(model.Transform(states), false).Select(choice => (int)choice.PredictedAction - 1));
    }

    [Fact]
    public void Convolutions_of_a_column_without_axes_are_refused()
    {
        MLContext context = new(1);
        IDataView table = context.Transforms.Conversion.ConvertType("State").Fit(Table(context, Height * Width)).Transform(Table(context, Height * Width));
        ArgumentException error = Assert.Throws<ArgumentException>(() => context.ReinforcementLearning.Trainers.DeepQ(
            new DeepQTrainer.Options { Network = new() { Convolutions = [new(8, 2)] }, Updates = 1 }).Fit(table));
        Assert.Equal(
            "Convolutions take observations of shape (channel, height, width); these observations have the shape (12).", error.Message);
    }

    [Fact]
    public void A_vector_of_bytes_is_refused_with_what_makes_numbers_of_it()
    {
        MLContext context = new(1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => context.ReinforcementLearning.Trainers.DeepQ(
            new DeepQTrainer.Options { Updates = 1 }).Fit(Table(context, 1, Height, Width)));
        Assert.Contains("Conversion.ConvertType from other vectors", error.Message, StringComparison.Ordinal);
    }

    private static IDataView Table(MLContext context, params int[] axes)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Picture));
        schema[nameof(Picture.State)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, axes);
        return context.Data.LoadFromEnumerable(Log, schema);
    }

    private static byte[] Dot(int y, int x)
    {
        byte[] image = new byte[Height * Width];
        image[(y * Width) + x] = 1;
        return image;
    }

    private static int Best(Picture row) => Array.IndexOf(row.State, (byte)1) % Width < 2 ? 0 : 1;

    private sealed class Picture
    {
        [VectorType(Height * Width)]
        public byte[] State { get; set; } = [];

        public int Action { get; set; }

        public float Reward { get; set; }
    }

    private sealed class Choice
    {
        public uint PredictedAction { get; set; }
    }
}
