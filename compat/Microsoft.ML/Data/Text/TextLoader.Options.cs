namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    /// <summary>How lines are split and what columns are read.</summary>
    public class Options
    {
        /// <summary>Whether a field in double quotes may hold separators. A quote within is doubled.</summary>
        public bool AllowQuoting;

        /// <summary>Whether a line may end in a count and fields index:value, all others being empty.</summary>
        public bool AllowSparse;

        public Column[] Columns;
        public char DecimalMarker = '.';
        public bool HasHeader;
        public long? MaxRows;

        /// <summary>Whether an empty field is NaN in a column of real numbers. Otherwise it is 0.</summary>
        public bool MissingRealsAsNaNs;

        /// <summary>Whether a quoted field may go on in the next line.</summary>
        public bool ReadMultilines;

        public char[] Separators = ['\t'];

        /// <summary>Whether spaces at the end of a line are dropped.</summary>
        public bool TrimWhitespace;

        public Options()
        {
        }

        internal Options Copy() => (Options)MemberwiseClone();
    }
}
