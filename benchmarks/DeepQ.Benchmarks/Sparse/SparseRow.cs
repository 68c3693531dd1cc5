using DeepQ.Environments;
using Microsoft.ML.Data;

namespace DeepQ.Benchmarks;

/// <summary>A decision whose state is a bag of words.</summary>
internal sealed class SparseRow
{
    public VBuffer<float> State { get; init; }

    public uint Action { get; init; }

    public float Reward { get; init; }

    /// <summary>The columns, with so many slots a state.</summary>
    public static SchemaDefinition Schema(int slots)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(SparseRow));
        schema[nameof(State)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, slots);
        return schema;
    }

    /// <summary>A row, drawn from its number.</summary>
    public static SparseRow Draw(int number, int slots, int values, int actions)
    {
        Xoshiro256 random = new((ulong)number);
        SortedSet<int> places = [];
        while (places.Count < values)
            places.Add(random.Next(slots));
        return new SparseRow
        {
            State = new VBuffer<float>(slots, values, [.. places.Select(_ => 1f)], [.. places]),
            Action = (uint)random.Next(actions),
            Reward = random.NextSingle(),
        };
    }
}
