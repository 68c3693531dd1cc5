using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Fused.Patterns;

public sealed class ProductCostModelTests
{
    private const int States = 64;
    private const int Units = 32;

    [Fact]
    public void Units_that_seldom_change_sides_are_computed_once_for_all_states()
    {
        ActivationPattern pattern = Pattern((state, unit) => unit % 2 == 0 && state > 0);
        Assert.Equal(ProductStrategy.LowRankPlusSparse, new ProductCostModel().Forward(pattern, States, inputs: 4));
        Assert.Equal(ProductStrategy.LowRankPlusSparse, new ProductCostModel().Backward(pattern, States, Units, outputs: 2));
        // There is no linear function of few values.
        Assert.Equal(ProductStrategy.Dense, new ProductCostModel().Forward(pattern, States, inputs: null));
    }

    [Fact]
    public void Units_that_are_seldom_on_are_taken_one_by_one()
    {
        ActivationPattern pattern = Pattern((state, unit) => (state + unit) % 8 == 0);
        Assert.Equal(ProductStrategy.Sparse, new ProductCostModel().Forward(pattern, States, inputs: null));
        Assert.Equal(ProductStrategy.Sparse, new ProductCostModel().Backward(pattern, States, Units, outputs: null));
        Assert.Equal(ProductStrategy.Sparse, new ProductCostModel().States(1_000, 10));
    }

    [Fact]
    public void Units_that_are_on_in_every_other_state_are_all_computed()
    {
        ActivationPattern pattern = Pattern((state, unit) => (state + unit) % 4 != 0);
        Assert.Equal(ProductStrategy.Dense, new ProductCostModel().Forward(pattern, States, inputs: null));
        Assert.Equal(ProductStrategy.Dense, new ProductCostModel().Backward(pattern, States, Units, outputs: null));
        Assert.Equal(ProductStrategy.Dense, new ProductCostModel().States(1_000, 900));
    }

    [Fact]
    public void Units_that_have_one_value_in_most_states_are_computed_once_for_all_of_them()
    {
        ActivationPattern pattern = Pattern((state, unit) => (state + unit) % 4 != 0);
        long few = States * Units / 8, many = States * Units / 2;
        Assert.Equal(ProductStrategy.CommonPlusSparse, new ProductCostModel().Forward(pattern, States, inputs: null, few));
        Assert.Equal(ProductStrategy.Dense, new ProductCostModel().Forward(pattern, States, inputs: null, many));
        Assert.True(new ProductCostModel().AreFew(few, States, Units));
        Assert.False(new ProductCostModel().AreFew(many, States, Units));
        Assert.False(new ProductCostModel().AreFew(null, States, Units));
        Assert.False(new ProductCostModel(ProductStrategy.Dense).AreFew(few, States, Units));
    }

    [Fact]
    public void A_strategy_can_be_forced_where_there_is_one()
    {
        ActivationPattern pattern = Pattern((state, unit) => true);
        Assert.Equal(ProductStrategy.Dense, new ProductCostModel(ProductStrategy.Dense).Forward(pattern, States, inputs: 4));
        Assert.Equal(ProductStrategy.LowRankPlusSparse, new ProductCostModel(ProductStrategy.LowRankPlusSparse).Forward(pattern, States, inputs: 4));
        Assert.Equal(ProductStrategy.Sparse, new ProductCostModel(ProductStrategy.LowRankPlusSparse).Forward(pattern, States, inputs: null));
        Assert.Equal(
            ProductStrategy.CommonPlusSparse,
            new ProductCostModel(ProductStrategy.CommonPlusSparse).Forward(pattern, States, inputs: 4, deviations: States * Units));
        Assert.Equal(ProductStrategy.Sparse, new ProductCostModel(ProductStrategy.CommonPlusSparse).Forward(pattern, States, inputs: 4));
    }

    private static ActivationPattern Pattern(Func<int, int, bool> isOn)
    {
        AlignedBuffer units = new(States * Units);
        for (int state = 0; state < States; state++)
        {
            for (int unit = 0; unit < Units; unit++)
                units.Span[(state * Units) + unit] = isOn(state, unit) ? 1 : -1;
        }

        ActivationPattern pattern = new(KernelSet.Widest, Padded(Units), States);
        pattern.Read(new Matrix(units.Span, States, Units, Units));
        return pattern;
    }
}
