namespace Microsoft.ML.Data;

public sealed partial class DatabaseLoader
{
    /// <summary>Columns of the answer: by their numbers, counted from 0, or one by its name.</summary>
    public sealed class Range
    {
        public int Min;
        public int Max;

        /// <summary>Whether a single column makes a vector of one.</summary>
        public bool ForceVector;

        public string Name;

        public Range()
        {
        }

        public Range(int index)
            : this(index, index)
        {
        }

        public Range(int min, int max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
            (Min, Max) = (min, max);
        }

        public Range(string name)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            Name = name;
        }
    }
}
