using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class DataViewTypeTests
{
    [Fact]
    public void Types_are_equal_by_what_they_hold()
    {
        Assert.Equal(Vector(2), Vector(2));
        Assert.NotEqual(Vector(2), Vector(1, 2));
        Assert.NotEqual(Vector(2), new VectorDataViewType(NumberDataViewType.Double, 2));
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), new KeyDataViewType(typeof(uint), 3UL));
        Assert.NotEqual(new KeyDataViewType(typeof(uint), 3), new KeyDataViewType(typeof(byte), 3));
    }

    [Fact]
    public void Types_name_themselves()
    {
        Assert.Equal("Single", NumberDataViewType.Single.ToString());
        Assert.Equal("String", TextDataViewType.Instance.ToString());
        Assert.Equal("Key<UInt32, 0-2>", new KeyDataViewType(typeof(uint), 3).ToString());
        Assert.Equal("Vector<Single, 1, 2>", Vector(1, 2).ToString());
        Assert.Equal("Vector<Single>", Vector(0).ToString());
    }

    [Fact]
    public void A_vector_type_multiplies_its_dimensions()
    {
        Assert.Equal(6, Vector(2, 3).Size);
        Assert.Equal([2, 3], Vector(2, 3).Dimensions.ToArray());
        Assert.Equal(typeof(VBuffer<float>), Vector(2, 3).RawType);
        Assert.False(Vector(2, 0).IsKnownSize);
    }

    [Fact]
    public void A_key_is_an_unsigned_integer_of_at_least_one_value()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(int), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(uint), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(byte), 256));
        Assert.Equal(255UL, new KeyDataViewType(typeof(byte), 255).Count);
    }

    private static VectorDataViewType Vector(params int[] dimensions) => new(NumberDataViewType.Single, dimensions);
}
