using DeepQ.Learning.Replay;
using DeepQ.Tests;

namespace DeepQ.Learning.Tests.Replay;

public sealed class PrioritizedSamplerTests
{
    [Fact]
    public void Slots_are_drawn_in_proportion_to_their_errors_to_the_power_of_alpha()
    {
        // With α = ½ and ε = 1 the errors 0, 3, 8 and 15 give the priorities 1, 2, 3 and 4.
        PrioritizedSampler priorities = Make(alpha: 0.5, epsilon: 1, errors: [0, 3, 8, 15]);
        int[] counts = new int[4];
        int[] slots = new int[10];
        Xoshiro256 random = new(1);
        for (int i = 0; i < 4_000; i++)
        {
            priorities.Draw(slots, new float[10], 4, beta: 0, random);
            foreach (int slot in slots)
                counts[slot]++;
        }

        for (int i = 0; i < 4; i++)
        {
            // Strata only make counts steadier than 40,000 draws on their own would be.
            double p = (i + 1) / 10.0;
            double sixDeviations = 6 * Math.Sqrt(40_000 * p * (1 - p));
            Assert.InRange(counts[i], (40_000 * p) - sixDeviations, (40_000 * p) + sixDeviations);
        }
    }

    [Fact]
    public void A_batch_takes_one_slot_from_each_equal_part_of_the_priorities()
    {
        // The priorities 1, 2, 3 and 4 fill ten parts of one each.
        PrioritizedSampler priorities = Make(alpha: 1, epsilon: 1, errors: [0, 1, 2, 3]);
        int[] slots = new int[10];
        for (ulong seed = 0; seed < 20; seed++)
        {
            priorities.Draw(slots, new float[10], 4, beta: 0, new Xoshiro256(seed));
            Assert.Equal([0, 1, 1, 2, 2, 2, 3, 3, 3, 3], slots);
        }
    }

    [Fact]
    public void Weights_make_up_for_the_uneven_draw_and_the_greatest_is_one()
    {
        // N · P is 0.4, 0.8, 1.2 and 1.6; the weights with β = 1 are 2.5, 1.25, 0.8333 and 0.625, a 2.5th of that.
        PrioritizedSampler priorities = Make(alpha: 1, epsilon: 1, errors: [0, 1, 2, 3]);
        int[] slots = new int[10];
        float[] weights = new float[10];
        priorities.Draw(slots, weights, 4, beta: 1, new Xoshiro256(1));
        float[] expected = [1, 1 / 2f, 1 / 3f, 1 / 4f];
        for (int i = 0; i < 10; i++)
            Assert.Equal(expected[slots[i]], weights[i], 1e-6f);

        priorities.Draw(slots, weights, 4, beta: 0.5, new Xoshiro256(1));
        for (int i = 0; i < 10; i++)
            Assert.Equal(Math.Sqrt(expected[slots[i]]), weights[i], 1e-6);
    }

    [Fact]
    public void Weighted_draws_have_the_mean_of_uniform_ones()
    {
        // Σ P(i) w(i) x(i) is in proportion to Σ x(i) / N where β = 1. Every batch holds every slot, so each is divided
        // by the same greatest weight.
        PrioritizedSampler priorities = Make(alpha: 0.7, epsilon: 0.01f, errors: [1, 2, 5, 20]);
        float[] values = [8, -3, 2, 1];
        int[] slots = new int[100];
        float[] weights = new float[100];
        Xoshiro256 random = new(4);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < 3_000; i++)
        {
            priorities.Draw(slots, weights, 4, beta: 1, random);
            for (int k = 0; k < 100; k++)
            {
                sum += weights[k] * values[slots[k]];
                total += weights[k];
            }
        }

        Assert.Equal(values.Average(), sum / total, 0.1);
    }

    [Fact]
    public void A_new_transition_has_the_greatest_priority_so_far()
    {
        // Priorities 1, 4 and, once 4 has fallen to 1, still 4 for the new one: 1 + 1 + 4 = 6 parts.
        PrioritizedSampler priorities = Make(alpha: 1, epsilon: 1, errors: [0, 3]);
        priorities.UpdatePriorities([1], [0]);
        priorities.OnAdded(2);
        int[] slots = new int[6];
        priorities.Draw(slots, new float[6], 3, beta: 0, new Xoshiro256(1));
        Assert.Equal([0, 1, 2, 2, 2, 2], slots);
    }

    [Fact]
    public void Drawing_and_updating_allocate_nothing()
    {
        PrioritizedSampler priorities = Make(alpha: 0.6, epsilon: 1e-6f, errors: [1, 2, 3, 4]);
        int[] slots = new int[8];
        float[] weights = new float[8];
        Xoshiro256 random = new(1);
        Use();
        Assert.Equal(0, Allocation.Least(Use));

        void Use()
        {
            priorities.OnAdded(3);
            priorities.Draw(slots, weights, 4, 0.5, random);
            priorities.UpdatePriorities(slots, weights);
        }
    }

    private static PrioritizedSampler Make(double alpha, float epsilon, float[] errors)
    {
        PrioritizedSampler priorities = new(8, new PrioritizedReplayOptions { Alpha = alpha, Epsilon = epsilon });
        priorities.UpdatePriorities([.. Enumerable.Range(0, errors.Length)], errors);
        return priorities;
    }
}
