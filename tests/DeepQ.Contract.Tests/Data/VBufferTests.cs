using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class VBufferTests
{
    private readonly VBuffer<float> _sparse = new(5, 2, [7, 8], [1, 3]);

    [Fact]
    public void A_sparse_vector_has_defaults_between_its_items()
    {
        Assert.False(_sparse.IsDense);
        Assert.Equal([0, 7, 0, 8, 0], _sparse.DenseValues());
        Assert.Equal([7, 8], _sparse.GetValues().ToArray());
        Assert.Equal([1, 3], _sparse.GetIndices().ToArray());
        Assert.Equal(8, _sparse.GetItemOrDefault(3));
        Assert.Equal(0, _sparse.GetItemOrDefault(4));
    }

    [Fact]
    public void A_dense_vector_has_no_indices()
    {
        var dense = new VBuffer<float>(2, [4, 5]);

        Assert.True(dense.IsDense);
        Assert.True(dense.GetIndices().IsEmpty);
        Assert.True(default(VBuffer<float>).IsDense);
    }

    [Fact]
    public void A_copy_may_go_to_a_place_and_have_its_own_default()
    {
        var target = new float[7];

        _sparse.CopyTo(target, 1, 9);

        Assert.Equal([0, 9, 7, 9, 8, 9, 0], target);
        Assert.Throws<ArgumentOutOfRangeException>(() => _sparse.CopyTo(new float[4]));
    }

    [Fact]
    public void A_part_of_a_sparse_vector_is_sparse()
    {
        VBuffer<float> part = default;

        _sparse.CopyTo(ref part, 2, 3);

        Assert.Equal([1], part.GetIndices().ToArray());
        Assert.Equal([0, 8, 0], part.DenseValues());
    }

    [Fact]
    public void An_editor_reuses_the_arrays_it_finds()
    {
        float[] values = [1, 2, 3];
        var vector = new VBuffer<float>(3, values);

        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 2);
        editor.Values[0] = 9;
        vector = editor.Commit();

        Assert.Equal(9, values[0]);
        Assert.Equal([9, 2], vector.DenseValues());
    }

    [Fact]
    public void An_editor_grows_the_arrays_and_keeps_what_it_is_told_to()
    {
        var vector = new VBuffer<float>(3, [1, 2, 3]);

        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 5, keepOldOnResize: true);

        Assert.True(editor.CreatedNewValues);
        Assert.Equal([1, 2, 3, 0, 0], editor.Commit().DenseValues());
    }

    [Fact]
    public void A_truncated_commit_makes_a_sparse_vector()
    {
        VBuffer<float> vector = default;
        VBufferEditor<float> editor = VBufferEditor.Create(ref vector, 4, 2);
        editor.Values[0] = 6;
        editor.Indices[0] = 2;

        Assert.Equal([0, 0, 6, 0], editor.CommitTruncated(1).DenseValues());
    }
}
