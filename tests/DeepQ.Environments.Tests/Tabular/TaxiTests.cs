using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.Tabular;

public sealed class TaxiTests
{
    private const int Down = 0;
    private const int Up = 1;
    private const int Right = 2;
    private const int Left = 3;
    private const int PickUp = 4;
    private const int DropOff = 5;
    private const int Red = 0;
    private const int Green = 1;
    private const int Blue = 3;

    private readonly Taxi _environment = new();

    [Fact]
    public void Encode_and_Decode_are_inverse_over_all_500_states()
    {
        for (int state = 0; state < 500; state++)
        {
            (int row, int column, int passenger, int destination) = Taxi.Decode(state);
            Assert.Equal(state, Taxi.Encode(row, column, passenger, destination));
        }

        Assert.Equal(328, Taxi.Encode(3, 1, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Taxi.Encode(0, 0, 0, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => Taxi.Decode(500));
    }

    [Fact]
    public void There_are_300_equally_likely_starts()
    {
        Assert.Equal(500, _environment.StateCount);
        Assert.Equal(300, _environment.StartDistribution.Count(probability => probability == 1.0 / 300));
        Assert.Equal(200, _environment.StartDistribution.Count(probability => probability == 0));
        Assert.Equal(0, _environment.StartDistribution[Taxi.Encode(2, 2, Taxi.InTaxi, Red)]);
        Assert.Equal(0, _environment.StartDistribution[Taxi.Encode(2, 2, Red, Red)]);
    }

    [Fact]
    public void From_the_starts_404_states_can_be_reached()
    {
        HashSet<int> reached = [.. Enumerable.Range(0, 500).Where(s => _environment.StartDistribution[s] > 0)];
        Queue<int> open = new(reached);
        while (open.TryDequeue(out int state))
        {
            for (int action = 0; action < 6; action++)
            {
                TabularTransition next = _environment.GetTransitions(state, action)[0];
                if (reached.Add(next.NextState) && !next.Terminated)
                    open.Enqueue(next.NextState);
            }
        }

        Assert.Equal(404, reached.Count);
    }

    [Fact]
    public void Walls_stop_the_taxi()
    {
        Assert.Equal(Taxi.Encode(0, 1, Red, Green), After(Taxi.Encode(0, 1, Red, Green), Right));
        Assert.Equal(Taxi.Encode(3, 1, Red, Green), After(Taxi.Encode(3, 1, Red, Green), Left));
        Assert.Equal(Taxi.Encode(4, 0, Red, Green), After(Taxi.Encode(4, 0, Red, Green), Down));
        Assert.Equal(Taxi.Encode(0, 4, Red, Green), After(Taxi.Encode(0, 4, Red, Green), Right));
        Assert.Equal(Taxi.Encode(2, 2, Red, Green), After(Taxi.Encode(2, 1, Red, Green), Right));
        Assert.Equal(Taxi.Encode(1, 1, Red, Green), After(Taxi.Encode(2, 1, Red, Green), Up));
    }

    [Fact]
    public void Picking_up_and_dropping_off_pay_as_in_Gymnasium()
    {
        int waiting = Taxi.Encode(0, 0, Red, Green);
        int riding = Taxi.Encode(0, 0, Taxi.InTaxi, Green);
        Assert.Equal([new(1, riding, -1, false)], _environment.GetTransitions(waiting, PickUp));
        Assert.Equal([new(1, waiting, -10, false)], _environment.GetTransitions(waiting, DropOff));
        Assert.Equal([new(1, riding, -10, false)], _environment.GetTransitions(riding, PickUp));
        Assert.Equal([new(1, waiting, -1, false)], _environment.GetTransitions(riding, DropOff));

        int elsewhere = Taxi.Encode(2, 2, Taxi.InTaxi, Green);
        Assert.Equal([new(1, elsewhere, -10, false)], _environment.GetTransitions(elsewhere, DropOff));

        int there = Taxi.Encode(0, 4, Taxi.InTaxi, Green);
        Assert.Equal(
            [new(1, Taxi.Encode(0, 4, Green, Green), 20, true)], _environment.GetTransitions(there, DropOff));
    }

    [Fact]
    public void The_best_ride_from_red_to_green_takes_ten_steps_around_the_wall()
    {
        // Pick up, two down, four right, two up, drop off: nine steps of -1, then 20.
        double[] values = Planning.OptimalValues(_environment, gamma: 1, steps: 60);
        Assert.Equal(20 - 9, values[Taxi.Encode(0, 0, Red, Green)]);
        Assert.InRange(Planning.StartValue(_environment, values), Taxi.SolvedReturn - 0.1, Taxi.SolvedReturn);
    }

    [Fact]
    public void The_mask_allows_exactly_the_actions_that_change_the_state()
    {
        Taxi masked = new(hasActionMask: true);
        bool[] legal = new bool[6];
        for (int state = 0; state < 500; state++)
        {
            masked.Load(state, 0, 0);
            masked.GetActionMask(legal);
            for (int action = 0; action < 6; action++)
                Assert.Equal(After(state, action) != state, legal[action]);
        }

        masked.Load(Taxi.Encode(0, 0, Taxi.InTaxi, Green), 0, 0);
        masked.GetActionMask(legal);
        Assert.Equal([true, false, true, false, false, true], legal);
    }

    [Fact]
    public void Without_the_option_every_action_is_legal()
    {
        bool[] legal = new bool[6];
        _environment.Start();
        _environment.GetActionMask(legal);
        Assert.False(_environment.HasActionMask);
        Assert.DoesNotContain(false, legal);
    }

    [Fact]
    public void It_truncates_at_step_200()
    {
        _environment.Load(Taxi.Encode(2, 2, Red, Green), 198, 0);
        Assert.False(_environment.Act(Up).Result.Truncated);
        Assert.True(_environment.Act(Up).Result.Truncated);
    }

    [Fact]
    public void The_picture_shows_taxi_passenger_and_destination()
    {
        _environment.Load(Taxi.Encode(3, 1, Blue, Red), 0, 0);
        Assert.Equal(
            """
            +---------+
            |R: | : :G|
            | : | : : |
            | : : : : |
            | |@: | : |
            |Y| : |B: |
            +---------+
            passenger: blue, destination: red
            """.ReplaceLineEndings("\n"),
            _environment.Render());
        _environment.Load(Taxi.Encode(0, 0, Taxi.InTaxi, Green), 0, 0);
        Assert.Contains("|&: |", _environment.Render(), StringComparison.Ordinal);
    }

    private int After(int state, int action) => _environment.GetTransitions(state, action)[0].NextState;
}
