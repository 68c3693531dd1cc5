using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Fused.Patterns;

public sealed class RoutePlanTests
{
    private const int States = 64;
    private const int Units = 32;

    [Fact]
    public void Units_that_seldom_change_sides_are_folded()
    {
        UnitPattern pattern = Pattern((state, unit) => unit % 2 == 0 && state > 0);
        Assert.Equal(Route.Folded, new RoutePlan().Forward(pattern, States, inputs: 4));
        Assert.Equal(Route.Folded, new RoutePlan().Backward(pattern, States, Units, outputs: 2));
        // There is nothing to fold into.
        Assert.Equal(Route.Dense, new RoutePlan().Forward(pattern, States, inputs: null));
    }

    [Fact]
    public void Units_that_are_seldom_on_are_taken_one_by_one()
    {
        UnitPattern pattern = Pattern((state, unit) => (state + unit) % 8 == 0);
        Assert.Equal(Route.Sparse, new RoutePlan().Forward(pattern, States, inputs: null));
        Assert.Equal(Route.Sparse, new RoutePlan().Backward(pattern, States, Units, outputs: null));
        Assert.Equal(Route.Sparse, new RoutePlan().States(1_000, 10));
    }

    [Fact]
    public void Units_that_are_on_in_every_other_state_are_all_computed()
    {
        UnitPattern pattern = Pattern((state, unit) => (state + unit) % 4 != 0);
        Assert.Equal(Route.Dense, new RoutePlan().Forward(pattern, States, inputs: null));
        Assert.Equal(Route.Dense, new RoutePlan().Backward(pattern, States, Units, outputs: null));
        Assert.Equal(Route.Dense, new RoutePlan().States(1_000, 900));
    }

    [Fact]
    public void A_route_can_be_forced_where_there_is_one()
    {
        UnitPattern pattern = Pattern((state, unit) => true);
        Assert.Equal(Route.Dense, new RoutePlan(Route.Dense).Forward(pattern, States, inputs: 4));
        Assert.Equal(Route.Folded, new RoutePlan(Route.Folded).Forward(pattern, States, inputs: 4));
        Assert.Equal(Route.Sparse, new RoutePlan(Route.Folded).Forward(pattern, States, inputs: null));
    }

    private static UnitPattern Pattern(Func<int, int, bool> isOn)
    {
        AlignedBuffer units = new(States * Units);
        for (int state = 0; state < States; state++)
        {
            for (int unit = 0; unit < Units; unit++)
                units.Span[(state * Units) + unit] = isOn(state, unit) ? 1 : -1;
        }

        UnitPattern pattern = new(KernelSet.Widest, Padded(Units), States);
        pattern.Read(new Matrix(units.Span, States, Units, Units));
        return pattern;
    }
}
