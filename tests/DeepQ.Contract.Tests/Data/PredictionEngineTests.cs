using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class PredictionEngineTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void A_transformer_from_outside_predicts_through_its_row_mapper()
    {
        using PredictionEngine<ValueRow, DoubledRow> engine = Engine(new DoublingTransformer());

        Assert.Equal(6, engine.Predict(new ValueRow { Value = 3 }).Doubled);
        Assert.Equal(["Value", "Doubled"], engine.OutputSchema.Select(column => column.Name));
    }

    [Fact]
    public void Each_prediction_is_a_row_further()
    {
        var transformer = new DoublingTransformer();
        using PredictionEngine<ValueRow, DoubledRow> engine = Engine(transformer);

        engine.Predict(new ValueRow());
        engine.Predict(new ValueRow());

        Assert.Equal([0, 1], transformer.Positions);
    }

    [Fact]
    public void A_prediction_may_be_written_into_an_object_whose_other_members_stay()
    {
        using PredictionEngine<ValueRow, DoubledRow> engine = Engine(new DoublingTransformer());
        var prediction = new DoubledRow { Gamma = 0.5f };
        DoubledRow same = prediction;

        engine.Predict(new ValueRow { Value = 4 }, ref prediction);

        Assert.Same(same, prediction);
        Assert.Equal((8, 0.5f), (prediction.Doubled, prediction.Gamma));
    }

    [Fact]
    public void Transformers_of_the_library_and_from_outside_are_chained()
    {
        ITransformer copy = _context.Transforms.CopyColumns("Value", "Reward")
            .Fit(_context.Data.LoadFromEnumerable(Sample.Three));
        var chain = new TransformerChain<ITransformer>(copy, new DoublingTransformer());
        using PredictionEngine<Sample, DoubledRow> engine =
            _context.Model.CreatePredictionEngine<Sample, DoubledRow>(chain);

        Assert.Equal(2, engine.Predict(Sample.Three[0]).Doubled);
    }

    [Fact]
    public void The_engine_owns_its_transformer_unless_it_is_told_otherwise()
    {
        var owned = new DoublingTransformer();
        var shared = new DoublingTransformer();

        Engine(owned).Dispose();
        _context.Model.CreatePredictionEngine<ValueRow, DoubledRow>(
            shared, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();

        Assert.Equal((1, 0), (owned.Disposals, shared.Disposals));
    }

    [Fact]
    public void Output_columns_may_be_missing_unless_that_is_forbidden()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Model.CreatePredictionEngine<ValueRow, DoubledRow>(
            new DoublingTransformer(), ignoreMissingColumns: false));
    }

    [Fact]
    public void Input_must_be_there()
    {
        using PredictionEngine<ValueRow, DoubledRow> engine = Engine(new DoublingTransformer());

        Assert.Throws<ArgumentNullException>(() => engine.Predict(null));
    }

    private PredictionEngine<ValueRow, DoubledRow> Engine(ITransformer transformer)
        => _context.Model.CreatePredictionEngine<ValueRow, DoubledRow>(transformer);
}
