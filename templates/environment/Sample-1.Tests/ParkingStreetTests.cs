using DeepQ.Environments;
using DeepQ.Environments.Checking;

namespace Sample_1.Tests;

public class ParkingStreetTests
{
    [Fact]
    public void It_keeps_to_what_is_asked_of_an_environment() =>
        Assert.Empty(EnvironmentChecker.Check(new ParkingStreet()));

    [Fact]
    public void Who_drives_on_and_on_passes_every_space_and_pays_for_the_garage()
    {
        var (steps, cost) = Drive(ParkingStreet.DriveOn);

        Assert.Equal(ParkingStreet.Spaces, steps);
        Assert.Equal(ParkingStreet.GarageCost, cost);
    }

    [Fact]
    public void Who_parks_as_early_as_possible_walks_from_the_first_free_space()
    {
        var (steps, cost) = Drive(ParkingStreet.Park);

        Assert.Equal(ParkingStreet.Spaces - steps + 1, cost);
    }

    [Fact]
    public void The_best_rule_is_the_one_that_costs_least()
    {
        // V(0) = 15 and V(d) = 0.3 min(d, V(d - 1)) + 0.7 V(d - 1): 10.8, 8.16, 6.61, 5.83, 5.58, and then no more.
        Assert.Equal(5, BestRule.Compute().Distance);
        Assert.Equal(5.58, BestRule.Compute().Cost, 0.005);
    }

    private static (int Steps, double Cost) Drive(int action)
    {
        ParkingStreet street = new();
        Random random = new(1);
        float[] observation = new float[street.ObservationSpace.Size];
        street.Reset(random, observation);
        int steps = 0;
        StepResult result;
        do
        {
            result = street.Step(action, random, observation);
            steps++;
        }
        while (!result.Done);
        return (steps, -result.Reward);
    }
}
