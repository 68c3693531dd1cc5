using DeepQ.Learning.Losses;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class RunSettingsTests
{
    [Fact]
    public void A_part_that_refers_to_itself_is_named() => Assert.Contains(
        "those of Circle have no end",
        Assert.Throws<ArgumentException>(() => RunSettings.Text(new Circle())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_property_that_cannot_be_read_is_named() => Assert.Contains(
        "Broken.Value cannot be read: no value",
        Assert.Throws<ArgumentException>(() => RunSettings.Text(new Broken())).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_type_is_told_by_its_name() => Assert.Equal("System.Single", RunSettings.Text(typeof(float)));

    private sealed record Circle : LossFunction
    {
        public LossFunction Inner => this;

        public override float Evaluate(float error, out float gradient) => gradient = 0;
    }

    private sealed class Broken
    {
        private readonly string _problem = "no value";

        public int Value => throw new InvalidOperationException(_problem);
    }
}
