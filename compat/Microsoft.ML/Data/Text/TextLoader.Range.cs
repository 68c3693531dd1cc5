namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>Fields of a line, counted from 0.</summary>
    public sealed class Range
    {
        public int Min;

        /// <summary>The last field. Null for as many as the first line has.</summary>
        public int? Max;

        /// <summary>Whether a single field makes a vector of one.</summary>
        public bool ForceVector;

        public Range()
        {
        }

        public Range(int index)
            : this(index, index)
        {
        }

        public Range(int min, int? max)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(min);
            if (max < min)
                throw new ArgumentOutOfRangeException(nameof(max), $"Fields {min} to {max} are none.");
            Min = min;
            Max = max;
        }
    }
}
