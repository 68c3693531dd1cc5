using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The rows of some episodes of a table.</summary>
/// <param name="input">The table.</param>
/// <param name="column">The column of episode ids; null if each row is an episode whose id is its number.</param>
/// <param name="episodes">The ids of the episodes.</param>
internal sealed class EpisodeRows(IDataView input, DataViewSchema.Column? column, HashSet<string> episodes) : IDataView
{
    public DataViewSchema Schema => input.Schema;

    public bool CanShuffle => false;

    // Only a pass over the rows can count them.
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        IEnumerable<DataViewSchema.Column> needed = column is { } episode ? columnsNeeded.Append(episode) : columnsNeeded;
        DataViewSchema.Column[] columns = [.. needed.DistinctBy(other => other.Index)];
        return new Cursor(input.GetRowCursor(columns), column, episodes);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor source, DataViewSchema.Column? column, HashSet<string> episodes)
        : DataViewRowCursor
    {
        private readonly EpisodeIdReader? _episode = column is { } episode ? new(source, episode) : null;
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _wanted =
            episodes.GetAlternateLookup<ReadOnlySpan<char>>();

        private long _position = -1;

        public override DataViewSchema Schema => source.Schema;

        public override long Position => _position;

        public override long Batch => source.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            source.GetGetter<TValue>(column);

        public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

        public override bool MoveNext()
        {
            while (source.MoveNext())
            {
                if (!_wanted.Contains(_episode is null ? $"{source.Position}" : _episode.Read()))
                    continue;
                _position++;
                return true;
            }

            _position = -1;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                source.Dispose();
            base.Dispose(disposing);
        }
    }
}
