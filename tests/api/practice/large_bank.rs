//! More items of one difficulty than are looked at in one request.

use domain::BankItemId;
use domain::practice::entry::BankEntry;
use testkit::builders::a_subject;
use tests::Api;
use uuid::Uuid;

use super::{assigned, entry};

const ITEMS: usize = 230;

#[tokio::test]
async fn every_item_has_its_turn_however_many_there_are() {
    let api = Api::start().await;
    let ana = api.student("ana").await;
    let subject = a_subject("Algebra");
    api.store().create_subject(&subject).await.unwrap();
    // Ids as those of a loaded file: spread over all there can be.
    let entries: Vec<_> = (0..ITEMS)
        .map(|number| BankEntry {
            id: BankItemId::from_uuid(Uuid::new_v4()),
            ..entry(subject.id, 4, number)
        })
        .collect();
    assert_eq!(api.store().load_bank(&entries).await.unwrap(), ITEMS);
    let mut of_bank = 0;
    for _ in 0..ITEMS.div_ceil(20) {
        let data = assigned(&ana, "Algebra", 20).await;
        of_bank += data["adaptive_metadata"]["bank_items_used"]
            .as_u64()
            .unwrap();
    }
    // Where the second look begins is drawn each time, so the last few may wait for another day.
    assert!(of_bank >= 215, "{of_bank} of {ITEMS}");
}
