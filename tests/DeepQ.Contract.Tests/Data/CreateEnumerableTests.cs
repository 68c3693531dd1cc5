using Microsoft.ML;

namespace DeepQ.Contract.Tests.Data;

public sealed class CreateEnumerableTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public CreateEnumerableTests() => _data = _context.Data.LoadFromEnumerable(Sample.Three);

    [Fact]
    public void Objects_come_back_as_they_went_in_but_for_keys_and_null_texts()
    {
        Sample[] back = [.. _context.Data.CreateEnumerable<Sample>(_data, reuseRowObject: false)];

        Assert.Equal([1, float.NaN, 0.1f], back.Select(sample => sample.Reward));
        Assert.Equal([[1, 2], [3, 4], [5, 6]], back.Select(sample => sample.State));
        Assert.Equal(["a,b", "say \"c\"", string.Empty], back.Select(sample => sample.Note));
        Assert.Equal([1u, 3u, 0u], back.Select(sample => sample.Action));
        Assert.Equal([true, false, false], back.Select(sample => sample.Terminated));
    }

    [Fact]
    public void One_object_may_be_used_for_all_rows()
    {
        Sample[] back = [.. _context.Data.CreateEnumerable<Sample>(_data, reuseRowObject: true)];

        Assert.All(back, sample => Assert.Same(back[0], sample));
        Assert.Equal(7, back[0].Step);
    }

    [Fact]
    public void A_member_of_another_type_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => _context.Data.CreateEnumerable<DoubleReward>(_data, false));
        Assert.Throws<InvalidOperationException>(() => _context.Data.CreateEnumerable<ScalarState>(_data, false));
    }

    [Fact]
    public void A_key_is_read_as_the_number_behind_it()
    {
        Assert.Equal([1u, 3u, 0u], _context.Data.CreateEnumerable<PlainAction>(_data, false).Select(row => row.Action));
    }

    [Fact]
    public void A_column_that_is_not_there_is_an_error_unless_it_may_be_missing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.CreateEnumerable<Discounted>(_data, false));
        Assert.Equal(
            [0.9f, 0.9f, 0.9f],
            _context.Data.CreateEnumerable<Discounted>(_data, false, ignoreMissingColumns: true)
                .Select(row => row.Gamma));
    }

    private sealed class DoubleReward
    {
        public double Reward { get; set; }
    }

    private sealed class ScalarState
    {
        public float State { get; set; }
    }

    private sealed class PlainAction
    {
        public uint Action { get; set; }
    }

    private sealed class Discounted
    {
        public float Gamma { get; set; } = 0.9f;
    }
}
